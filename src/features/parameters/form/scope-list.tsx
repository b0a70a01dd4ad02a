import { useEffect, useRef } from 'react'
import { Link } from 'react-router'
import { type Scope, scopeKey } from '#domain/parameters/scope.ts'
import { Badge } from '#ui/marks.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { parametersMessages } from '../messages.ts'
import { useViewAddress } from '../use-values-view.ts'
import { useValues } from '../values-context.ts'

/** All scopes, with the number of missing values in each. */
export function ScopeList({ selected }: { readonly selected: Scope }) {
  const t = useMessages(parametersMessages)
  const { sheet } = useValues()
  const addressOf = useViewAddress()
  const list = useRef<HTMLElement>(null)
  const current = scopeKey(selected)
  useEffect(() => {
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' })
  }, [current])
  const groups = Map.groupBy(sheet.scopes, (scope) => ('application' in scope ? scope.application : t('sharedValues')))
  return (
    <nav ref={list} className="lw-values-scopes" aria-label={t('places')}>
      {[...groups].map(([title, scopes]) => (
        <section key={title}>
          <h2>{title}</h2>
          <ul>
            {scopes.map((scope) => {
              const missing = sheet.rows.filter((row) => sheet.cell(row, scope).state === 'missing').length
              return (
                <li key={scopeKey(scope)}>
                  <Link
                    to={addressOf({ scope: scopeKey(scope), parameter: undefined })}
                    replace
                    aria-current={scopeKey(scope) === current ? 'true' : undefined}
                  >
                    <span className="lw-ellipsis">{shortWords(scope, t('allDeployments'), t('everything'))}</span>
                    {missing > 0 ? (
                      <>
                        <Badge tone="amber">{missing}</Badge>
                        <span className="lw-hidden">{t('toFill', { count: missing })}</span>
                      </>
                    ) : null}
                  </Link>
                </li>
              )
            })}
          </ul>
        </section>
      ))}
    </nav>
  )
}

function shortWords(scope: Scope, all: string, everything: string): string {
  switch (scope.kind) {
    case 'project':
      return everything
    case 'environment':
      return scope.environment
    case 'application':
      return all
    case 'deployment':
      return scope.deployment
  }
}
