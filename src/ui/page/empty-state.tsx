import type { ReactNode } from 'react'
import './empty-state.css'

export interface EmptyStateProps {
  readonly icon: ReactNode
  /** What this is. */
  readonly title: string
  /** Why somebody would want it. */
  readonly text: ReactNode
  /** The first step. */
  readonly action?: ReactNode
  /** There is nothing else on the page: its title is that of the page. */
  readonly isPage?: boolean
}

export function EmptyState({ icon, title, text, action, isPage = false }: EmptyStateProps) {
  const Title = isPage ? 'h1' : 'h2'
  return (
    <div className="lw-empty">
      <span className="lw-empty-icon" aria-hidden>
        {icon}
      </span>
      <Title className="lw-empty-title">{title}</Title>
      <p className="lw-empty-text">{text}</p>
      {action}
    </div>
  )
}
