import { ChevronRight } from 'lucide-react'
import { Link } from 'react-router'
import './trail.css'

/** One place that a line comes from: its kind, its name, and its page. */
export interface TrailStep {
  readonly kind: string
  readonly title: string
  readonly detail?: string
  readonly to?: string
  /** Explains the step above it, rather than being a further source of the line. */
  readonly isBelow?: boolean
}

/** Where a line comes from, step by step. */
export interface Trail {
  readonly line: number
  readonly title: string
  readonly steps: readonly TrailStep[]
}

/** The places that a line comes from, as a list of links. */
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
