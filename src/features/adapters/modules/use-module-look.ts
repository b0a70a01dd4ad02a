import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { usePlatform } from '#client/platform.ts'
import { previewModule } from '#contract/modules.ts'
import type { AdapterDescription } from '#domain/adapters/catalog/description.ts'
import { describedAtOnce } from '#domain/adapters/modules/found-module.ts'
import type { ProjectModule } from '#domain/adapters/modules/project-module.ts'

/** What has been read so far of a module that somebody looks at; `patterns` are all that there is to read. */
export interface LookedAt {
  readonly wanted: Pick<ProjectModule, 'source' | 'revision' | 'credential'>
  readonly path: string
  readonly commit: string
  /** What the tag stood for before it was moved. */
  readonly before?: string
  readonly patterns: readonly string[]
  readonly adapters: readonly AdapterDescription[]
}

/** Reads a module some adapters at a time: a large one takes a while, and shows how far it is. */
export function useModuleLook(project: string) {
  const { client } = usePlatform()
  const [shown, setShown] = useState<LookedAt>()
  const turn = useRef(0)
  // Nobody looks any more.
  useEffect(() => () => void turn.current++, [])
  const look = useMutation({
    async mutationFn(wanted: LookedAt['wanted']) {
      const mine = ++turn.current
      const ask = (commit: string | undefined, patterns: string[]) =>
        client.ask(previewModule, {
          params: { project },
          body: { ...wanted, patterns, ...(commit === undefined ? {} : { commit }) },
        })
      const { path, commit, before, patterns } = await ask(undefined, [])
      let adapters: readonly AdapterDescription[] = []
      let left: readonly string[] = patterns
      while (mine === turn.current) {
        // What adapters are only made from turns out to be none of them when it is read.
        const known = [...adapters.map(({ pattern }) => pattern), ...left]
        setShown({ wanted, path, commit, patterns: known, adapters, ...(before === undefined ? {} : { before }) })
        if (left.length === 0) return
        adapters = [...adapters, ...(await ask(commit, left.slice(0, describedAtOnce))).adapters]
        left = left.slice(describedAtOnce)
      }
    },
  })
  function reset(): void {
    turn.current++
    setShown(undefined)
    look.reset()
  }
  return { look, shown, reset }
}
