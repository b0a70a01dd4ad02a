import { memo, useMemo, useState } from 'react'
import type { BoardLink } from './board-model.ts'
import { useIsDimmed } from './path-focus.ts'
import { middleOf, roundedPath } from './path.ts'
import './link-view.css'

export interface LinkViewProps {
  readonly link: BoardLink
  readonly isSelected: boolean
  readonly canInsert: boolean
}

/** A link with a halo in the ground's colour, so that a crossing reads as a bridge. Under the pointer, or selected, it shows its label and offers to put something in. */
export const LinkView = memo(function LinkView({ link, isSelected, canInsert }: LinkViewProps) {
  const isDimmed = useIsDimmed(link.id)
  const { id, points, kind, pale } = link
  const [isUnderPointer, setUnderPointer] = useState(false)
  const path = useMemo(() => roundedPath(points, kind === 'order' ? 8 : 6), [points, kind])
  return (
    <g
      className="lw-link"
      data-link={id}
      data-kind={kind}
      data-pale={pale || undefined}
      data-selected={isSelected || undefined}
      data-dimmed={isDimmed || undefined}
      onPointerEnter={() => setUnderPointer(true)}
      onPointerLeave={() => setUnderPointer(false)}
    >
      <path className="lw-link-halo" d={path} />
      <path className="lw-link-line" d={path} />
      <path className="lw-link-hit" d={path} />
      {isUnderPointer || isSelected ? <LinkOffers link={link} canInsert={canInsert} /> : null}
    </g>
  )
})

function LinkOffers({ link, canInsert }: Pick<LinkViewProps, 'link' | 'canInsert'>) {
  const { points, label } = link
  const half = 2 * Math.floor(points.length / 4)
  const [labelX, labelY] = [points[half], points[half + 1]]
  const plus = middleOf(points)
  return (
    <>
      {label === undefined || labelX === undefined || labelY === undefined ? null : (
        <text className="lw-link-label" x={labelX + 6} y={labelY - 6}>
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
    </>
  )
}
