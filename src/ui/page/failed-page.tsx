import type { ReactNode } from 'react'
import { LinkButton } from '../link-button.tsx'
import { ProblemPanel, type ShownProblem } from './problem-panel.tsx'
import { useTitle } from './slots.tsx'
import './page.css'

export interface FailedPageProps {
  /** What cannot be shown. */
  readonly title: string
  readonly problem: ShownProblem
  readonly onRetry: () => void
  /** Where to go instead. */
  readonly back?: { readonly to: string; readonly title: string }
  /** What else can be done. */
  readonly children?: ReactNode
}

/** A page whose content could not be loaded: why, a retry, and another way to go. */
export function FailedPage({ title, problem, onRetry, back, children }: FailedPageProps) {
  useTitle(title)
  return (
    <div className="lw-page">
      <h1 className="lw-page-title">{title}</h1>
      <ProblemPanel problem={problem} onRetry={onRetry} />
      {children}
      {back === undefined ? null : (
        <p>
          <LinkButton to={back.to}>{back.title}</LinkButton>
        </p>
      )}
    </div>
  )
}
