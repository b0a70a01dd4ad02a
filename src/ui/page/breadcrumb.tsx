import { Fragment, type ReactNode } from 'react'
import { Link } from 'react-router'
import { useMessages } from '../i18n/use-messages.tsx'
import { uiMessages } from '../ui-messages.ts'
import { Fill } from './slots.tsx'
import './breadcrumb.css'

export interface Crumb {
  readonly title: ReactNode
  /** Absent for the page itself. */
  readonly to?: string
}

export interface BreadcrumbProps {
  readonly crumbs: readonly Crumb[]
  /** Follows the last crumb, such as a version or a draft's state. */
  readonly aside?: ReactNode
}

/** The trail to the page, after the project's name in the top bar. */
export function Breadcrumb({ crumbs, aside }: BreadcrumbProps) {
  const t = useMessages(uiMessages)
  return (
    <Fill slot="crumbs">
      <nav aria-label={t('trail')} className="lw-crumbs">
        {crumbs.map((crumb, index) => (
          <Fragment key={index}>
            <span className="lw-crumb-slash" aria-hidden>
              /
            </span>
            {crumb.to === undefined ? (
              <span className="lw-crumb" aria-current="page">
                {crumb.title}
              </span>
            ) : (
              <Link className="lw-crumb" to={crumb.to}>
                {crumb.title}
              </Link>
            )}
          </Fragment>
        ))}
        {aside}
      </nav>
    </Fill>
  )
}
