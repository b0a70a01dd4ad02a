import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { listDeploymentStatus, listSecrets } from '#contract/deployments.ts'
import { listDocuments, listDrafts, readDocument } from '#contract/documents.ts'
import { listGates, readGate } from '#contract/gates.ts'
import { listCommits, readProject, readWorld } from '#contract/projects.ts'
import { listRuns, readRun, readSnapshot } from '#contract/runs.ts'
import { readMe } from '#contract/session.ts'
import type { Client } from './client.ts'

/** Keys start with the project, then the resource, so that one change in a project invalidates by prefix; see `invalidation.ts`. */

export function meOptions(client: Client) {
  return queryOptions({
    queryKey: ['me'],
    queryFn: ({ signal }) => client.ask(readMe, {}, { signal }),
    staleTime: 60_000,
  })
}

export function projectOptions(client: Client, project: string) {
  return queryOptions({
    queryKey: [project, 'project'],
    queryFn: ({ signal }) => client.ask(readProject, { params: { project } }, { signal }),
    staleTime: 60_000,
  })
}

export function worldOptions(client: Client, project: string) {
  return queryOptions({
    queryKey: [project, 'world'],
    queryFn: ({ signal }) => client.ask(readWorld, { params: { project } }, { signal }),
    staleTime: 30_000,
  })
}

export function commitsOptions(client: Client, project: string, repository: string, revision?: string) {
  return queryOptions({
    queryKey: [project, 'commits', repository, revision ?? ''],
    queryFn: ({ signal }) =>
      client.ask(
        listCommits,
        { params: { project, repository }, query: revision === undefined ? {} : { revision } },
        { signal },
      ),
  })
}

export function documentsOptions(client: Client, project: string, kind: string) {
  return queryOptions({
    queryKey: [project, 'documents', kind],
    queryFn: ({ signal }) => client.ask(listDocuments, { params: { project }, query: { kind } }, { signal }),
  })
}

export function documentOptions(client: Client, project: string, id: string, version?: number) {
  return queryOptions({
    queryKey: [project, 'document', id, version ?? 'newest'],
    queryFn: ({ signal }) =>
      client.ask(
        readDocument,
        { params: { project }, query: version === undefined ? { id } : { id, version } },
        { signal },
      ),
    staleTime: version === undefined ? 0 : Number.POSITIVE_INFINITY,
  })
}

export function draftsOptions(client: Client, project: string, subject?: string) {
  return queryOptions({
    queryKey: [project, 'drafts', subject ?? ''],
    queryFn: ({ signal }) =>
      client.ask(listDrafts, { params: { project }, query: subject === undefined ? {} : { subject } }, { signal }),
  })
}

export type RunFilter = Omit<z.input<NonNullable<typeof listRuns.query>>, 'limit'> & { readonly limit?: number }

export function runsOptions(client: Client, project: string, filter: RunFilter = {}) {
  return queryOptions({
    queryKey: [project, 'runs', filter],
    queryFn: ({ signal }) => client.ask(listRuns, { params: { project }, query: filter }, { signal }),
    placeholderData: keepPreviousData,
  })
}

/** The snapshot that an event stream goes on from: never structurally shared, it is large and folded elsewhere. */
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

export function gatesOptions(client: Client, project: string) {
  return queryOptions({
    queryKey: [project, 'gates'],
    queryFn: ({ signal }) => client.ask(listGates, { params: { project }, query: {} }, { signal }),
  })
}

export function gateOptions(client: Client, project: string, run: string, gate: string) {
  return queryOptions({
    queryKey: [project, 'gate', run, gate],
    queryFn: ({ signal }) => client.ask(readGate, { params: { project, run, gate } }, { signal }),
  })
}

export function deploymentStatusOptions(client: Client, project: string) {
  return queryOptions({
    queryKey: [project, 'deployment-status'],
    queryFn: ({ signal }) => client.ask(listDeploymentStatus, { params: { project } }, { signal }),
  })
}

export function secretsOptions(client: Client, project: string) {
  return queryOptions({
    queryKey: [project, 'secrets'],
    queryFn: ({ signal }) => client.ask(listSecrets, { params: { project } }, { signal }),
  })
}
