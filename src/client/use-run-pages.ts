import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { listRuns } from '#contract/run-lists.ts'
import { followProject } from './live/projects.ts'
import { mergeRuns } from './merge-runs.ts'
import { usePerson, usePlatform } from './platform.ts'
import { type RunFilter, runPagesOptions } from './queries/run-lists.ts'

// In milliseconds; an active run changes many times a second, faster than people read.
const gatherMilliseconds = 700
const mostAtOnce = 100

/** The list of runs in pages, live: changed runs are fetched and merged into the loaded pages. */
export function useRunPages(project: string, filter: RunFilter) {
  const platform = usePlatform()
  const person = usePerson()
  const cache = useQueryClient()
  const options = useMemo(() => runPagesOptions(platform.client, project, filter), [platform, project, filter])
  const query = useInfiniteQuery(options)

  useEffect(() => {
    const changed = new Set<string>()
    let timer: ReturnType<typeof setTimeout> | undefined
    async function fetchChanged(): Promise<void> {
      const ids = [...changed].slice(0, mostAtOnce)
      for (const id of ids) changed.delete(id)
      timer = changed.size === 0 ? undefined : setTimeout(() => void fetchChanged(), gatherMilliseconds)
      const asked = { ...filter, runs: ids.join(','), limit: mostAtOnce }
      const answer = await platform.client.call(listRuns, { params: { project }, query: asked })
      if (!answer.ok) return
      cache.setQueryData(options.queryKey, (data) =>
        data === undefined ? undefined : { ...data, pages: [...mergeRuns(data.pages, ids, answer.value.runs)] },
      )
    }
    const stop = followProject(platform, person, project, {
      onItem: ({ kind, id }) => {
        if (kind !== 'run') return
        changed.add(id)
        timer ??= setTimeout(() => void fetchChanged(), gatherMilliseconds)
      },
    })
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [platform, person, cache, project, filter, options])

  const runs = useMemo(() => query.data?.pages.flatMap((page) => page.runs) ?? [], [query.data])
  const { total = runs.length, left = 0 } = query.data?.pages[0] ?? {}
  return { query, runs, total, left }
}
