import { queryOptions } from '@tanstack/react-query'
import { readRun, readSnapshot, traceStageRun } from '#contract/runs.ts'
import type { Client } from '../client.ts'

/** The state that the event stream continues from. Not structurally shared: it is large, and a worker folds the events. */
export function runOptions(client: Client, project: string, run: string) {
  return queryOptions({
    queryKey: [project, 'run', run],
    queryFn: ({ signal }) => client.ask(readRun, { params: { project, run } }, { signal }),
    structuralSharing: false,
  })
}

export function snapshotOptions(client: Client, project: string, run: string) {
  return queryOptions({
    queryKey: [project, 'snapshot', run],
    queryFn: ({ signal }) => client.ask(readSnapshot, { params: { project, run } }, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
  })
}

/** The origins of a stage's manifest lines; they never change, since a run freezes its manifests. */
export function stageOriginsOptions(client: Client, project: string, run: string, stage: string) {
  return queryOptions({
    queryKey: [project, 'stage-origins', run, stage],
    queryFn: ({ signal }) => client.ask(traceStageRun, { params: { project, run, stage } }, { signal }),
    staleTime: 60_000,
  })
}
