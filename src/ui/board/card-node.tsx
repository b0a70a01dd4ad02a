import { Handle, type Node, type NodeProps, Position } from '@xyflow/react'
import { memo } from 'react'
import { StateShape } from '../state-mark.tsx'
import type { BoardCard, BoardPort } from './board-model.ts'
import { CardName, type Renaming } from './card-name.tsx'
import { useLiveCard } from './live-cards.ts'
import { headAndTail } from './middle-ellipsis.ts'
import { useIsDimmed } from './path-focus.ts'
import './card-node.css'

interface CardMarks {
  readonly focused: boolean
  readonly editable: boolean
  /** The board has no trays: order and values leave from the card itself. */
  readonly compact: boolean
  /** Whether the tray is open. */
  readonly tray: boolean
  /** Whether order links come in and go out. */
  readonly orderIn: boolean
  readonly orderOut: boolean
  readonly renaming: Renaming | undefined
}

export type CardNode = Node<BoardCard & CardMarks & Record<string, unknown>, 'card'>

// Without padding, icon and gaps; the mark only takes space on a board with states. 8.5 px is a generous mean width of
// a letter: longer names may still fit, and CSS only cuts those that do not.
const charactersInCard = (width: number, hasMark: boolean) => Math.floor((width - (hasMark ? 72 : 48)) / 8.5)

/** One card. Its size is fixed and contained, so that painting it never lays out another (decision 4.10). */
export const CardNodeView = memo(function CardNodeView({ data, selected }: NodeProps<CardNode>) {
  const isDimmed = useIsDimmed(data.id)
  const { state, trailing } = useLiveCard(data.id) ?? data
  const [head, tail] = headAndTail(data.title, charactersInCard(data.width, state !== undefined))
  return (
    <div
      className="lw-plate-node"
      data-state={state}
      data-selected={selected || undefined}
      data-focused={data.focused || undefined}
      data-tray={data.tray || undefined}
      data-compact={data.compact || undefined}
      data-card={data.id}
      data-dimmed={isDimmed || undefined}
      data-disabled={data.disabled || undefined}
      data-drop={data.drop}
      data-change={data.change}
      data-group={data.count === undefined ? undefined : true}
    >
      <div className="lw-plate-face">
        <span className="lw-plate-row">
          <span className="lw-plate-icon">{data.icon}</span>
          {data.renaming === undefined ? (
            <span className="lw-plate-title" data-parts={tail !== '' || undefined} title={data.fullTitle}>
              {tail === '' ? (
                head
              ) : (
                <>
                  <span className="lw-plate-head">{head}</span>
                  <span className="lw-plate-tail">{tail}</span>
                </>
              )}
            </span>
          ) : (
            <CardName renaming={data.renaming} />
          )}
          {state === undefined ? null : <StateShape state={state} />}
        </span>
        <span className="lw-plate-row">
          <span className="lw-plate-subtitle" data-boxed={data.isBoxed}>
            {data.subtitle}
          </span>
          {trailing === undefined ? null : <span className="lw-plate-trailing">{trailing}</span>}
        </span>
        {/* Always mounted: adding or removing it would lay out the whole page. */}
        {state === undefined ? null : <span className="lw-plate-travel" />}
      </div>
      {data.badges.map((badge, index) => (
        <span
          key={badge.kind}
          className="lw-plate-badge"
          data-kind={badge.kind}
          style={{ insetInlineEnd: -8 + index * 22 }}
          title={badge.label}
        >
          {badge.count}
        </span>
      ))}
      <Handle
        className="lw-socket"
        data-kind="order"
        data-linked={data.orderIn || undefined}
        type="target"
        id="order-in"
        position={Position.Left}
        isConnectable={data.editable}
      />
      <Handle
        className="lw-socket"
        data-kind="order"
        data-linked={data.orderOut || undefined}
        type="source"
        id="order-out"
        position={Position.Right}
        isConnectable={data.editable}
      />
      {data.inputs.length + data.outputs.length === 0 ? null : <Tray card={data} editable={data.editable} />}
    </div>
  )
})

/** The sockets under a card: inputs at the left, results at the right. */
function Tray({ card, editable }: { readonly card: BoardCard; readonly editable: boolean }) {
  return (
    <div className="lw-tray">
      <ul>
        {card.inputs.map((port, row) => (
          <li
            key={port.id}
            style={{ gridRow: row + 1 }}
            data-alone={row >= card.outputs.length || undefined}
            data-drop={port.drop}
            data-linked={port.linked || undefined}
            data-wanted={port.wanted || undefined}
            title={port.reason}
          >
            <PortHandle port={port} side="in" editable={editable} />
            <span title={port.name}>{port.name}</span>
          </li>
        ))}
      </ul>
      <ul>
        {card.outputs.map((port, row) => (
          <li
            key={port.id}
            style={{ gridRow: row + 1 }}
            data-alone={row >= card.inputs.length || undefined}
            data-drop={port.drop}
            data-linked={port.linked || undefined}
          >
            <span title={port.name}>{port.name}</span>
            <PortHandle port={port} side="out" editable={editable} />
          </li>
        ))}
      </ul>
    </div>
  )
}

function PortHandle({
  port,
  side,
  editable,
}: {
  readonly port: BoardPort
  readonly side: 'in' | 'out'
  readonly editable: boolean
}) {
  return (
    <Handle
      className="lw-socket"
      data-kind="data"
      type={side === 'in' ? 'target' : 'source'}
      id={`${side}:${port.id}`}
      position={side === 'in' ? Position.Left : Position.Right}
      isConnectable={editable}
    />
  )
}
