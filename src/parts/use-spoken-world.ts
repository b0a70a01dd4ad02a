import { useMemo } from 'react'
import { adaptersInJapanese } from '#domain/adapters/catalog/in-japanese.ts'
import type { World } from '#domain/line/world.ts'
import { usePreferences } from '#ui/preferences.ts'

/** A world whose adapters speak the person's language about their parameters, as far as they do. */
export function useSpokenWorld(world: World | undefined): World | undefined {
  const { language } = usePreferences()
  return useMemo(
    () =>
      world === undefined || language !== 'ja' ? world : { ...world, adapters: adaptersInJapanese(world.adapters) },
    [world, language],
  )
}
