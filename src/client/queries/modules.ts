import { queryOptions } from '@tanstack/react-query'
import { type ChangedFiles, checkModuleFiles, readWorkingCopy } from '#contract/authoring.ts'
import { listModuleFiles, listModuleRevisions, listModules, readModuleFile, readPackages } from '#contract/modules.ts'
import type { ProjectModule } from '#domain/adapters/modules/project-module.ts'
import type { Texts } from '#domain/documents.ts'
import { checkDeployments, composeDeployment } from '#contract/compositions.ts'
import type { Client } from '../client.ts'

export function modulesOptions(client: Client, project: string) {
  return queryOptions({
    queryKey: [project, 'documents', 'module', 'list'],
    queryFn: ({ signal }) => client.ask(listModules, { params: { project } }, { signal }),
  })
}

export function moduleFilesOptions(client: Client, project: string) {
  return queryOptions({
    queryKey: [project, 'documents', 'module', 'files'],
    queryFn: ({ signal }) => client.ask(listModuleFiles, { params: { project } }, { signal }),
    staleTime: 60_000,
  })
}

export function moduleFileOptions(client: Client, project: string, path: string) {
  return queryOptions({
    queryKey: [project, 'documents', 'module', 'file', path],
    queryFn: ({ signal }) => client.ask(readModuleFile, { params: { project }, query: { path } }, { signal }),
    staleTime: 60_000,
  })
}

/** The texts of packages by import path, and the paths of all packages that may be imported. */
export function packagesOptions(client: Client, project: string, imports: readonly string[]) {
  const wanted = [...new Set(imports)].sort().join(',')
  return queryOptions({
    queryKey: [project, 'documents', 'module', 'packages', wanted],
    queryFn: ({ signal }) => client.ask(readPackages, { params: { project }, query: { imports: wanted } }, { signal }),
    staleTime: 60_000,
  })
}

export function moduleRevisionsOptions(
  client: Client,
  project: string,
  { source, credential }: Pick<ProjectModule, 'source' | 'credential'>,
) {
  const body = { source, ...(credential === undefined ? {} : { credential }) }
  return queryOptions({
    queryKey: [project, 'module-revisions', body],
    queryFn: ({ signal }) => client.ask(listModuleRevisions, { params: { project }, body }, { signal }),
    retry: false,
    staleTime: 30_000,
  })
}

/** The combined result of a deployment's adapters: as published, or with documents in place of published ones. */
export function compositionOptions(
  client: Client,
  project: string,
  application: string,
  deployment: string,
  documents: Texts,
) {
  return queryOptions({
    queryKey: [project, 'composition', application, deployment, documents],
    queryFn: ({ signal }) =>
      client.ask(
        composeDeployment,
        { params: { project, application, deployment }, body: { documents: { ...documents } } },
        { signal },
      ),
  })
}

/** Errors that keep adapters from producing resources, for the deployments that have any. */
export function deploymentChecksOptions(
  client: Client,
  project: string,
  documents: Texts,
  deployments: readonly { readonly application: string; readonly deployment: string }[],
) {
  return queryOptions({
    queryKey: [project, 'deployment-checks', deployments, documents],
    queryFn: ({ signal }) =>
      client.ask(
        checkDeployments,
        { params: { project }, body: { documents: { ...documents }, deployments: [...deployments] } },
        { signal },
      ),
  })
}

/** The current files of a module on its branch. */
export function workingCopyOptions(client: Client, project: string, module: string) {
  return queryOptions({
    queryKey: [project, 'working-copy', module],
    queryFn: ({ signal }) => client.ask(readWorkingCopy, { params: { project }, query: { module } }, { signal }),
  })
}

/** What the evaluator says about a module with changed files. */
export function moduleCheckOptions(
  client: Client,
  project: string,
  body: { readonly module: string; readonly commit: string; readonly files: ChangedFiles },
) {
  return queryOptions({
    queryKey: [project, 'module-check', body],
    queryFn: ({ signal }) => client.ask(checkModuleFiles, { params: { project }, body }, { signal }),
  })
}
