import { memo, useMemo } from 'react'
import type { BoardLink } from './board-model.ts'
import { useIsDimmed } from './path-focus.ts'
import { middleOf, roundedPath } from './path.ts'
import './link-view.css'

export interface LinkViewProps {
  readonly link: BoardLink
  readonly isSelected: boolean
  readonly isUnderPointer: boolean
  readonly canInsert: boolean
  /** Called when pointer and link part, whichever moved. */
  readonly onLeave: () => void
}

/**
 * A link with a halo in the ground's colour, so that crossings look like bridges. Hovered or selected, it shows its
 * label and a button to insert something.
 */
export const LinkView = memo(function LinkView(props: LinkViewProps) {
  const { link, isSelected, isUnderPointer, canInsert, onLeave } = props
  const isDimmed = useIsDimmed(link.id)
  const { id, points, kind, pale } = link
  const path = useMemo(() => roundedPath(points, kind === 'order' ? 8 : 6), [points, kind])
  return (
    <g
      className="lw-link"
      data-link={id}
      data-kind={kind}
      data-pale={pale || undefined}
      data-selected={isSelected || undefined}
      data-dimmed={isDimmed || undefined}
      data-under={isUnderPointer || undefined}
      onPointerLeave={isUnderPointer ? onLeave : undefined}
    >
      <path className="lw-link-halo" d={path} />
      <path className="lw-link-line" d={path} />
      {isUnderPointer || isSelected ? (
        <>
          <path className="lw-link-hit" d={path} />
          <LinkOffers link={link} canInsert={canInsert} />
        </>
      ) : null}
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
