import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { usePlatform } from '#client/platform.ts'
import { previewModule } from '#contract/modules.ts'
import type { AdapterDescription } from '#domain/adapters/catalog/description.ts'
import { describedAtOnce } from '#domain/adapters/modules/found-module.ts'
import type { ProjectModule } from '#domain/adapters/modules/project-module.ts'

/** What has been read of a module so far; `patterns` names all adapters that there are to read. */
export interface PreviewedModule {
  readonly wanted: Pick<ProjectModule, 'source' | 'revision' | 'credential'>
  readonly path: string
  readonly commit: string
  /** The commit that the tag pointed to before somebody moved it. */
  readonly before?: string
  readonly patterns: readonly string[]
  readonly adapters: readonly AdapterDescription[]
}

/** Reads the adapters of a module in batches, since a large module takes a while. */
export function useModuleLook(project: string) {
  const { client } = usePlatform()
  const [preview, setPreview] = useState<PreviewedModule>()
  const turn = useRef(0)
  // Stops reading when the component goes.
  useEffect(() => () => void turn.current++, [])
  const look = useMutation({
    async mutationFn(wanted: PreviewedModule['wanted']) {
      const mine = ++turn.current
      const ask = (commit: string | undefined, patterns: string[]) =>
        client.ask(previewModule, {
          params: { project },
          body: { ...wanted, patterns, ...(commit === undefined ? {} : { commit }) },
        })
      const { path, commit, before, patterns } = await ask(undefined, [])
      let adapters: readonly AdapterDescription[] = []
      let unread: readonly string[] = patterns
      while (mine === turn.current) {
        // The server leaves out adapters that turn out to be mere building blocks, so count those that came.
        const all = [...adapters.map(({ pattern }) => pattern), ...unread]
        setPreview({ wanted, path, commit, patterns: all, adapters, ...(before === undefined ? {} : { before }) })
        if (unread.length === 0) return
        adapters = [...adapters, ...(await ask(commit, unread.slice(0, describedAtOnce))).adapters]
        unread = unread.slice(describedAtOnce)
      }
    },
  })
  function reset(): void {
    turn.current++
    setPreview(undefined)
    look.reset()
  }
  return { look, preview, reset }
}
