import { memo } from 'react'
import type { BoardLink } from './board-model.ts'
import { useIsDimmed } from './path-focus.ts'
import { roundedPath } from './path.ts'
import './link-view.css'

export interface LinkViewProps {
  readonly link: BoardLink
  readonly isSelected: boolean
  readonly canInsert: boolean
}

/** A link with a halo in the ground's colour, so that a crossing reads as a bridge; where something can be put in, it offers so. */
export const LinkView = memo(function LinkView({ link, isSelected, canInsert }: LinkViewProps) {
  const isDimmed = useIsDimmed(link.id)
  const { id, points, kind, pale, label } = link
  const path = roundedPath(points, kind === 'order' ? 8 : 6)
  const middle = points[Math.floor(points.length / 2)]
  const plus = middleOf(points)
  return (
    <g
      className="lw-link"
      data-link={id}
      data-kind={kind}
      data-pale={pale || undefined}
      data-selected={isSelected || undefined}
      data-dimmed={isDimmed || undefined}
    >
      <path className="lw-link-halo" d={path} />
      <path className="lw-link-line" d={path} />
      <path className="lw-link-hit" d={path} />
      {label === undefined || middle === undefined ? null : (
        <text className="lw-link-label" x={middle.x + 6} y={middle.y - 6}>
          {label}
        </text>
      )}
      {canInsert ? (
        <g className="lw-link-plus" data-insert transform={`translate(${String(plus.x)} ${String(plus.y)})`}>
          <circle r="12" className="lw-link-plus-hit" />
          <circle r="8" />
          <path d="M-4 0H4M0-4V4" />
        </g>
      ) : null}
    </g>
  )
})

/** The middle of the longest straight part. */
function middleOf(points: BoardLink['points']): { readonly x: number; readonly y: number } {
  let best = { x: 0, y: 0, length: -1 }
  for (const [index, end] of points.entries()) {
    const start = points[index - 1]
    if (start === undefined) continue
    const length = Math.abs(end.x - start.x) + Math.abs(end.y - start.y)
    if (length > best.length) best = { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2, length }
  }
  return best
}
