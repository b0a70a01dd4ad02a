import { pathTo } from '#client/paths.ts'

/** Where applications, environments, Deployments and repositories are created and edited; `dialog` opens the form of one. */
export function resourcePath(project: string, dialog?: string): string {
  return pathTo('parameters', { project }, { view: 'resources', dialog })
}
