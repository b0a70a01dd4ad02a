import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { listRefs, planRollback, planRun, readStartForm } from '#contract/run-plans.ts'
import type { Client } from '../client.ts'

export function startFormOptions(client: Client, project: string, line: string, version: number | undefined) {
  return queryOptions({
    queryKey: [project, 'start-form', line, version ?? 0],
    queryFn: ({ signal }) =>
      client.ask(
        readStartForm,
        { params: { project, line }, query: version === undefined ? {} : { version } },
        { signal },
      ),
    // The form must not change while somebody fills it in.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
}

export function planOptions(
  client: Client,
  project: string,
  { line, version, inputs }: { line: string; version: number; inputs: Readonly<Record<string, string>> },
) {
  return queryOptions({
    queryKey: [project, 'plan', line, version, inputs],
    queryFn: ({ signal }) =>
      client.ask(planRun, { params: { project, line }, body: { inputs: { ...inputs }, version } }, { signal }),
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 30_000,
  })
}

export interface RollbackAddress {
  readonly application: string
  readonly deployment: string
  readonly run: string
  readonly stage: string
}

export function rollbackPlanOptions(
  client: Client,
  project: string,
  { application, deployment, run, stage }: RollbackAddress,
) {
  return queryOptions({
    queryKey: [project, 'rollback-plan', application, deployment, run, stage],
    queryFn: ({ signal }) =>
      client.ask(planRollback, { params: { project, application, deployment }, body: { run, stage } }, { signal }),
    retry: false,
  })
}

export function refsOptions(client: Client, project: string, repository: string) {
  return queryOptions({
    queryKey: [project, 'refs', repository],
    queryFn: ({ signal }) => client.ask(listRefs, { params: { project, repository } }, { signal }),
    retry: false,
    staleTime: 60_000,
  })
}
