import type { Edge, EdgeProps } from '@xyflow/react'
import { memo } from 'react'
import type { BoardLink } from './board-model.ts'
import { roundedPath } from './path.ts'
import './link-edge.css'

export type LinkEdge = Edge<BoardLink & Record<string, unknown>, 'link'>

/** A link with a halo in the ground's colour, so that a crossing reads as a bridge. */
export const LinkEdgeView = memo(function LinkEdgeView({ data, selected }: EdgeProps<LinkEdge>) {
  if (data === undefined) return null
  const path = roundedPath(data.points, data.kind === 'order' ? 8 : 6)
  const middle = data.points[Math.floor(data.points.length / 2)]
  return (
    <g
      className="lw-link"
      data-kind={data.kind}
      data-pale={data.pale || undefined}
      data-selected={selected || undefined}
    >
      <path className="lw-link-halo" d={path} />
      <path className="lw-link-line" d={path} />
      <path className="react-flow__edge-interaction lw-link-hit" d={path} />
      {data.label === undefined || middle === undefined ? null : (
        <text className="lw-link-label" x={middle.x + 6} y={middle.y - 6}>
          {data.label}
        </text>
      )}
    </g>
  )
})
