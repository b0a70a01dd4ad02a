import type { z } from 'zod'
import type { listRuns, RunSummary } from '#contract/run-lists.ts'

export type RunsPage = z.output<typeof listRuns.response>

/**
 * Updates the pages of a list after some runs changed: `changed` are their ids, `found` those that still match the filter. Known runs keep their
 * place; new ones are inserted by their start, unless that lies below the loaded pages.
 */
export function mergeRuns(
  pages: readonly RunsPage[],
  changed: readonly string[],
  found: readonly RunSummary[],
): readonly RunsPage[] {
  const fresh = new Map(found.map((run) => [run.id, run]))
  const known = new Set(pages.flatMap(({ runs }) => runs.map(({ id }) => id)))
  const gone = changed.filter((id) => known.has(id) && !fresh.has(id))
  const isWhole = pages.at(-1)?.next === undefined
  const oldest = pages.at(-1)?.runs.at(-1)?.startedAt ?? ''
  const added = found
    .filter(({ id, startedAt }) => !known.has(id) && (isWhole || startedAt >= oldest))
    .toSorted((a, b) => b.startedAt.localeCompare(a.startedAt))
  if (gone.length === 0 && added.length === 0 && found.every(({ id }) => !known.has(id))) return pages
  const left = [...added]
  return pages.map((page, index) => {
    const isLast = index === pages.length - 1
    const runs: RunSummary[] = []
    for (const run of page.runs) {
      runs.push(...takeNewer(left, run.startedAt))
      if (!gone.includes(run.id)) runs.push(fresh.get(run.id) ?? run)
    }
    if (isLast) runs.push(...left.splice(0))
    const total = page.total === undefined ? undefined : page.total + added.length - gone.length
    return { ...page, runs, ...(total === undefined ? {} : { total }) }
  })
}

function takeNewer(left: RunSummary[], than: string): readonly RunSummary[] {
  const index = left.findIndex(({ startedAt }) => startedAt < than)
  return left.splice(0, index < 0 ? left.length : index)
}
