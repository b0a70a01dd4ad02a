import { ChevronRight } from 'lucide-react'
import { Link } from 'react-router'
import './trail.css'

/** One place behind a line: what kind of place, what it is, and where it opens. */
export interface TrailStep {
  readonly kind: string
  readonly title: string
  readonly detail?: string
  readonly to?: string
  /** It explains the step above it, and is no further one of the line's own. */
  readonly isBelow?: boolean
}

/** Where a line comes from, step by step. */
export interface Trail {
  readonly line: number
  readonly title: string
  readonly steps: readonly TrailStep[]
}

/** The places behind a line as a list; those that open somewhere are links. */
export function TrailSteps({ trail }: { readonly trail: Trail }) {
  return (
    <ol className="lw-trail-steps" aria-label={trail.title}>
      {trail.steps.map((step, index) => (
        <li key={index} className={step.isBelow === true ? 'lw-trail-below' : undefined}>
          <TrailRow step={step} />
        </li>
      ))}
    </ol>
  )
}

function TrailRow({ step }: { readonly step: TrailStep }) {
  const content = (
    <>
      <span className="lw-trail-kind">{step.kind}</span>
      <span className="lw-trail-title lw-mono">{step.title}</span>
      {step.detail === undefined ? null : <span className="lw-trail-detail lw-ellipsis">{step.detail}</span>}
    </>
  )
  return step.to === undefined ? (
    <span className="lw-trail-row">{content}</span>
  ) : (
    <Link className="lw-trail-row" to={step.to}>
      {content}
      <ChevronRight size={14} aria-hidden />
    </Link>
  )
}
