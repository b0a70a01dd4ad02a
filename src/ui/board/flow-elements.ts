import { type NodeTypes, Position } from '@xyflow/react'
import { type CardNode, CardNodeView } from './card-node.tsx'
import { type LinkEdge, LinkEdgeView } from './link-edge.tsx'
import {
  type GateNode,
  GateNodeView,
  type LaneNode,
  LaneNodeView,
  type TerminalNode,
  TerminalNodeView,
} from './other-nodes.tsx'
import type { BoardCard, BoardPicture, BoardPort } from './board-model.ts'

export type BoardNode = LaneNode | CardNode | GateNode | TerminalNode

export const boardNodeTypes = {
  lane: LaneNodeView,
  card: CardNodeView,
  gate: GateNodeView,
  terminal: TerminalNodeView,
} satisfies NodeTypes
export const boardEdgeTypes = { link: LinkEdgeView }

export interface BoardMarks {
  readonly selected: string | undefined
  readonly focused: string | undefined
  readonly editable: boolean
  /** All trays open: while a link is pulled, or by choice. */
  readonly trays: boolean
}

const socket = 9
const trayRow = 16

/** Nodes with known sizes and socket places: nothing has to be measured, and what is out of view is not mounted. */
export function nodesOf(picture: BoardPicture, marks: BoardMarks): BoardNode[] {
  const { selected, focused, editable, trays } = marks
  const linked = new Set(
    picture.links
      .filter((link) => link.kind === 'order')
      .flatMap((link) => [`${link.source} out`, `${link.target} in`]),
  )
  const fixed = { draggable: false, connectable: false, focusable: false }
  return [
    ...picture.lanes.map((lane): LaneNode => ({
      id: `lane:${lane.id}`,
      type: 'lane',
      ...boxOf(lane),
      ...fixed,
      selectable: false,
      data: { ...lane },
      zIndex: -1,
    })),
    ...picture.cards.map((card): CardNode => {
      const isSelected = card.id === selected
      const isFocused = card.id === focused
      return {
        id: card.id,
        type: 'card',
        ...boxOf(card),
        focusable: false,
        draggable: editable,
        connectable: editable,
        selected: isSelected,
        handles: handlesOf(card),
        data: {
          ...card,
          focused: isFocused,
          editable,
          compact: !editable && !trays,
          tray: trays || isSelected || isFocused,
          orderIn: linked.has(`${card.id} in`),
          orderOut: linked.has(`${card.id} out`),
        },
      }
    }),
    ...picture.gates.map((gate): GateNode => ({
      id: `gate:${gate.id}`,
      type: 'gate',
      ...boxOf(gate),
      ...fixed,
      selected: `gate:${gate.id}` === selected,
      data: { ...gate, focused: `gate:${gate.id}` === focused },
      zIndex: 2,
    })),
    ...picture.terminals.map((terminal): TerminalNode => ({
      id: terminal.id,
      type: 'terminal',
      ...boxOf(terminal),
      ...fixed,
      connectable: editable,
      selectable: false,
      data: { ...terminal },
    })),
  ]
}

/** Edges of the picture; the points are drawn as they are, the ends only decide what is in view. */
export function edgesOf(picture: BoardPicture, selected: string | undefined): LinkEdge[] {
  // Order over values: what decides when something runs reads through a crossing.
  return picture.links
    .toSorted((a, b) => Number(a.kind === 'order') - Number(b.kind === 'order'))
    .map((link) => ({
      id: link.id,
      type: 'link',
      source: link.source,
      target: link.target,
      data: { ...link },
      focusable: false,
      selected: link.id === selected,
    }))
}

function boxOf({ x, y, width, height }: { x: number; y: number; width: number; height: number }) {
  return { position: { x, y }, width, height }
}

function handlesOf(card: BoardCard) {
  const middle = card.height / 2 - socket / 2
  const size = { width: socket, height: socket }
  const port = (side: 'in' | 'out') => (entry: BoardPort, index: number) => ({
    id: `${side}:${entry.id}`,
    type: side === 'in' ? ('target' as const) : ('source' as const),
    position: side === 'in' ? Position.Left : Position.Right,
    x: side === 'in' ? 2 : card.width - 2 - socket,
    y: card.height + 7 + index * trayRow,
    ...size,
  })
  return [
    { id: 'order-in', type: 'target' as const, position: Position.Left, x: -socket / 2, y: middle, ...size },
    {
      id: 'order-out',
      type: 'source' as const,
      position: Position.Right,
      x: card.width - socket / 2,
      y: middle,
      ...size,
    },
    ...card.inputs.map(port('in')),
    ...card.outputs.map(port('out')),
  ]
}
