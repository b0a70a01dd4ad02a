import { useQuery } from '@tanstack/react-query'
import { usePlatform } from '#client/platform.ts'
import { refsOptions } from '#client/queries/plans.ts'
import { isKnownCredential, secretNames } from '#domain/parameters/credentials.ts'
import type { Scope } from '#domain/parameters/scope.ts'
import type { SheetRow } from '#domain/parameters/sheet-rows.ts'
import { useValues, type Values } from './values-context.ts'

const revision = /gitRevision$/i

/**
 * What live data has to offer for a parameter that takes any text: branches and tags of the repository that a revision is looked up in, and
 * names of the secrets kept for the environment. Branches are asked for once somebody is at the parameter.
 */
export function useSuggestions(scope: Scope | undefined, at: string): (row: SheetRow) => readonly string[] {
  const values = useValues()
  const { client } = usePlatform()
  const { project } = values
  const repository = scope !== undefined && revision.test(at) ? repositoryOf(values, scope, at) : undefined
  const refs = useQuery({ ...refsOptions(client, project, repository ?? ''), enabled: repository !== undefined }).data
  return ({ name }) => {
    if (revision.test(name)) return refs === undefined ? [] : [...refs.branches, ...refs.tags]
    if (isKnownCredential(name) && scope?.kind === 'deployment')
      return secretNames(values.secretKeys(scope.environment))
    return []
  }
}

/** The repository whose URL stands beside a revision, or else that of the application. */
function repositoryOf({ sheet, world }: Values, scope: Scope, parameter: string): string | undefined {
  const beside = sheet.rows.find(({ name }) => name === parameter.replace(/itRevision$/, 'itCloneUrl'))
  const url = beside === undefined ? undefined : sheet.cell(beside, scope).value
  const application = 'application' in scope ? scope.application : undefined
  return (
    world.repositories.find(({ gitCloneUrl }) => gitCloneUrl === url)?.name ??
    world.applications.find(({ name }) => name === application)?.qvsConfigRepository
  )
}
