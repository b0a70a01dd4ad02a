import { useMemo } from 'react'
import { adaptersInJapanese, pipelineInJapanese } from '#domain/adapters/catalog/in-japanese.ts'
import type { World } from '#domain/line/world.ts'
import { usePreferences } from '#ui/use-preferences.ts'

/** A world whose adapters describe their parameters in the person's language, as far as they can. */
export function useSpokenWorld(world: World | undefined): World | undefined {
  const { language } = usePreferences()
  return useMemo(() => {
    if (world === undefined || language !== 'ja') return world
    const { adapters, pipelines } = world
    return { ...world, adapters: adaptersInJapanese(adapters), pipelines: pipelines.map(pipelineInJapanese) }
  }, [world, language])
}
