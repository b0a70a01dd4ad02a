import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { pathTo } from '#client/paths.ts'
import { usePlatform } from '#client/platform.ts'
import { documentsOptions } from '#client/queries/document-lists.ts'
import { errorsOf } from '#domain/problem.ts'
import type { AdapterDescription } from '#domain/adapters/catalog/description.ts'
import { shortPattern } from '#domain/adapters/compile/placeholders.ts'
import { parseQvsConfig } from '#domain/adapters/qvs-config/qvs-config.ts'
import { parseDocumentId } from '#domain/documents.ts'
import { parseLine } from '#domain/line/parse.ts'
import type { World } from '#domain/line/world.ts'
import { Card } from '#ui/card.tsx'
import { LinkButton } from '#ui/link-button.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { adapterMessages } from '../messages.ts'

interface UsersProps {
  readonly adapter: AdapterDescription
  readonly world: Pick<World, 'adapters' | 'deployments'>
  readonly project: string
}

interface User {
  readonly application: string
  readonly lines: readonly string[]
}

/**
 * Applications whose QVS Config uses the adapter, directly or inside another adapter, and the lines that deliver them.
 */
export function AdapterUsers({ adapter, world, project }: UsersProps) {
  const t = useMessages(adapterMessages)
  const { client } = usePlatform()
  const configs = useQuery(documentsOptions(client, project, 'qvs-config'))
  const lines = useQuery(documentsOptions(client, project, 'line'))
  const within = patternsWith(adapter.pattern, world.adapters)
  const users = (configs.data?.documents ?? []).flatMap(({ id, text }): User[] => {
    const application = parseDocumentId(id)?.names[0] ?? ''
    const uses = parseQvsConfig(text).config.designPatterns.some(({ pattern }) => within.has(shortPattern(pattern)))
    return uses ? [{ application, lines: linesWith(application, lines.data?.documents ?? []) }] : []
  })
  const names = (lines.data?.documents ?? []).map(({ id }) => parseDocumentId(id)?.names[0] ?? '')
  return (
    <Card title={t('usedBy')}>
      <div className="lw-card-pad">
        {users.length === 0 ? <p className="lw-muted">{t('usedByNobody')}</p> : null}
        <ul className="lw-stack">
          {users.map((user) => (
            <li key={user.application}>
              <Link to={pathTo('applications', { project }, { application: user.application })}>
                {user.application}
              </Link>{' '}
              {user.lines.length === 0 ? null : (
                <span className="lw-muted">{t('usedInLines', { lines: user.lines.join(', ') })}</span>
              )}
              <ul className="lw-row">
                {world.deployments
                  .filter(({ application }) => application === user.application)
                  .map(({ application, name }) => (
                    <li key={name}>
                      <Link to={pathTo('composition', { project, application, deployment: name })}>
                        {t('together', { deployment: name })}
                      </Link>
                    </li>
                  ))}
              </ul>
            </li>
          ))}
        </ul>
        {errorsOf(adapter.findings).length > 0
          ? null
          : names.slice(0, 3).map((line) => (
              <div key={line}>
                <LinkButton to={pathTo('line', { project, line }, { insert: adapter.pattern })}>
                  {t('useIt', { line })}
                </LinkButton>
              </div>
            ))}
      </div>
    </Card>
  )
}

function linesWith(application: string, lines: readonly { readonly id: string; readonly text: string }[]): string[] {
  return lines.flatMap(({ id, text }) => {
    const has = parseLine(text).line?.spec.stages.some(({ spec }) => spec.deployment.app === application) === true
    return has ? [parseDocumentId(id)?.names[0] ?? id] : []
  })
}

/** The adapter and every adapter that composes it, however indirectly. */
function patternsWith(pattern: string, adapters: readonly AdapterDescription[]): ReadonlySet<string> {
  const found = new Set([pattern])
  for (const one of found) {
    for (const user of adapters) if (user.composes.includes(one)) found.add(user.pattern)
  }
  return found
}
