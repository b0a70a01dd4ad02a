import type { ReactNode } from 'react'
import './empty-state.css'

export interface EmptyStateProps {
  readonly icon: ReactNode
  /** What this is. */
  readonly title: string
  /** Why one wants it. */
  readonly text: ReactNode
  /** The first step. */
  readonly action?: ReactNode
}

export function EmptyState({ icon, title, text, action }: EmptyStateProps) {
  return (
    <div className="lw-empty">
      <span className="lw-empty-icon" aria-hidden>
        {icon}
      </span>
      <h2 className="lw-empty-title">{title}</h2>
      <p className="lw-empty-text">{text}</p>
      {action}
    </div>
  )
}
