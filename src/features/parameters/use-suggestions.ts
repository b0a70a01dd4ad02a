import { useQuery } from '@tanstack/react-query'
import { usePlatform } from '#client/platform.ts'
import { builtImagesOptions, deploymentStatusOptions } from '#client/queries/deployments.ts'
import { refsOptions } from '#client/queries/plans.ts'
import { carriesSecretName, secretNames } from '#domain/parameters/credentials.ts'
import type { Scope } from '#domain/parameters/scope.ts'
import type { SheetRow } from '#domain/parameters/sheet-rows.ts'
import { useFormat } from '#ui/i18n/format.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { knownImages, type Suggestion } from './known-images.ts'
import { parametersMessages } from './messages.ts'
import { useValues, type Values } from './values-context.ts'

const revision = /gitRevision$/i
const image = /imageDigest$/i

/**
 * Suggestions from live data: branches and tags for a revision, images that were delivered or built, names of stored
 * secrets. Branches and images are only fetched once a parameter that takes them is in focus.
 */
export function useSuggestions(scope: Scope | undefined, at: string): (row: SheetRow) => readonly Suggestion[] {
  const t = useMessages(parametersMessages)
  const format = useFormat()
  const values = useValues()
  const { client } = usePlatform()
  const { project } = values
  const repository = scope !== undefined && revision.test(at) ? repositoryOf(values, scope, at) : undefined
  const refs = useQuery({ ...refsOptions(client, project, repository ?? ''), enabled: repository !== undefined }).data
  const application = scope !== undefined && 'application' in scope ? scope.application : undefined
  const isImage = application !== undefined && image.test(at)
  const delivered = useQuery({ ...deploymentStatusOptions(client, project), enabled: isImage }).data
  const built = useQuery({ ...builtImagesOptions(client, project, application ?? ''), enabled: isImage }).data
  return ({ name }) => {
    if (revision.test(name)) return refs === undefined ? [] : texts([...refs.branches, ...refs.tags])
    if (image.test(name))
      return delivered === undefined || application === undefined
        ? []
        : knownImages(delivered.deployments, built?.images ?? [], application, {
            list: format.list,
            built: ({ line, number }) => t('builtBy', { line, number }),
          })
    if (carriesSecretName(name) && scope?.kind === 'deployment')
      return texts(secretNames(values.secretKeys(scope.environment)))
    return []
  }
}

function texts(all: readonly string[]): readonly Suggestion[] {
  return all.map((text) => ({ text }))
}

/** The repository whose URL belongs to a revision, or else the application's. */
function repositoryOf({ sheet, world }: Values, scope: Scope, parameter: string): string | undefined {
  const beside = sheet.rows.find(({ name }) => name === parameter.replace(/itRevision$/, 'itCloneUrl'))
  const url = beside === undefined ? undefined : sheet.cell(beside, scope).value
  const application = 'application' in scope ? scope.application : undefined
  return (
    world.repositories.find(({ gitCloneUrl }) => gitCloneUrl === url)?.name ??
    world.applications.find(({ name }) => name === application)?.qvsConfigRepository
  )
}
