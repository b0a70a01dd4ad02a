import { type ConnectionLineComponentProps, useReactFlow } from '@xyflow/react'
import { createPortal } from 'react-dom'
import type { Point } from './board-model.ts'
import type { BoardNode } from './flow-elements.ts'
import './connection-line.css'

/** What dropping the pulled link would do here, or why it cannot be dropped. */
export interface PulledWords {
  readonly from: string
  readonly to?: string
  readonly type?: string
  readonly problem?: string
}

/** Describes a drop at a socket or anywhere on the board; undefined for a cancelled pull. */
export type DescribePulled = (
  from: { readonly node: string; readonly handle: string },
  to: { readonly node: string; readonly handle: string } | undefined,
  at: Point,
) => PulledWords | undefined

/** The pulled link, with a description beside the pointer. */
export function connectionLineOf(describe: DescribePulled) {
  return function ConnectionLine(props: ConnectionLineComponentProps<BoardNode>) {
    const { fromX, fromY, toX, toY, fromNode, fromHandle, toNode, toHandle } = props
    const { flowToScreenPosition } = useReactFlow()
    const words = describe(
      { node: fromNode.id, handle: fromHandle.id ?? '' },
      toNode === null ? undefined : { node: toNode.id, handle: toHandle?.id ?? '' },
      { x: toX, y: toY },
    )
    if (words === undefined) return null
    const middle = (fromX + toX) / 2
    const path = `M${String(fromX)} ${String(fromY)} L${String(middle)} ${String(fromY)} L${String(middle)} ${String(toY)} L${String(toX)} ${String(toY)}`
    return (
      <g>
        <path className="lw-pulled" data-problem={words.problem === undefined ? undefined : true} d={path} />
        {createPortal(<Words words={words} at={flowToScreenPosition({ x: toX, y: toY })} />, document.body)}
      </g>
    )
  }
}

// Pixels: the largest width of the words, and their distance from the pointer.
const widest = 340
const apart = 10

/** Above everything, at a fixed size whatever the zoom, and on the side of the pointer that has room. */
function Words({ words, at }: { readonly words: PulledWords; readonly at: Point }) {
  const isAtEdge = at.x + apart + widest > window.innerWidth
  return (
    <div
      className="lw-pulled-words"
      data-problem={words.problem === undefined ? undefined : true}
      style={{
        top: at.y + apart,
        ...(isAtEdge ? { right: window.innerWidth - at.x + apart } : { left: at.x + apart }),
      }}
    >
      {words.problem === undefined ? (
        <>
          <span className="lw-pulled-from">{words.from}</span>
          {words.to === undefined ? null : (
            <>
              <span aria-hidden>→</span>
              <span>{words.to}</span>
            </>
          )}
          {words.type === undefined ? null : <span className="lw-pulled-type">{words.type}</span>}
        </>
      ) : (
        words.problem
      )}
    </div>
  )
}
