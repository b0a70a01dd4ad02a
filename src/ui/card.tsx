import type { ReactNode } from 'react'
import './card.css'

export interface CardProps {
  readonly title?: ReactNode
  readonly badge?: ReactNode
  readonly aside?: ReactNode
  readonly children: ReactNode
  readonly label?: string
}

/** A raised panel, optionally with a heading. */
export function Card({ title, badge, aside, children, label }: CardProps) {
  return (
    <section className="lw-card" {...(label === undefined ? {} : { 'aria-label': label })}>
      {title === undefined ? null : (
        <header className="lw-card-head">
          <h2 className="lw-card-title">{title}</h2>
          {badge}
          {aside === undefined ? null : <span className="lw-card-aside">{aside}</span>}
        </header>
      )}
      {children}
    </section>
  )
}
