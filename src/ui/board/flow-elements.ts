import { type NodeTypes, Position } from '@xyflow/react'
import type { Renaming } from './card-name.tsx'
import { type CardNode, CardNodeView } from './card-node.tsx'
import {
  type FrameNode,
  FrameNodeView,
  type GateNode,
  GateNodeView,
  type LaneNode,
  LaneNodeView,
  type TerminalNode,
  TerminalNodeView,
} from './other-nodes.tsx'
import type { BoardCard, BoardFrame, BoardPicture, BoardPort, Point } from './board-model.ts'

export type BoardNode = LaneNode | FrameNode | CardNode | GateNode | TerminalNode

export const boardNodeTypes = {
  lane: LaneNodeView,
  frame: FrameNodeView,
  card: CardNodeView,
  gate: GateNodeView,
  terminal: TerminalNodeView,
} satisfies NodeTypes

export interface BoardMarks {
  readonly selection: ReadonlySet<string>
  readonly focused: string | undefined
  readonly editable: boolean
  /** All trays open: during a pull, or by choice. */
  readonly trays: boolean
  readonly renaming: Renaming | undefined
}

const socket = 9
const trayRow = 16
const fixed = { draggable: false, connectable: false, focusable: false, handles: [] }

/** Makes React Flow's nodes; nodes of unchanged cards stay the same objects, which costs nothing. */
export interface FlowElements {
  /** `visible` lists the cards in view; undefined for all. */
  readonly nodes: (picture: BoardPicture, marks: BoardMarks, visible: ReadonlySet<string> | undefined) => BoardNode[]
}

/** Nodes have known sizes and sockets, so that nothing is measured and nothing out of view is mounted. */
export function createFlowElements(): FlowElements {
  const cards = remembered<CardNode>()
  let links: BoardPicture['links'] = []
  let linked = orderEnds(links)
  return {
    nodes(picture, marks, visible) {
      const { selection, focused, editable, trays, renaming } = marks
      if (links !== picture.links) {
        links = picture.links
        linked = orderEnds(links)
      }
      cards.begin()
      return [
        ...picture.lanes.map(laneNode),
        ...picture.cards.flatMap((card) => {
          if (visible?.has(card.id) === false && !selection.has(card.id)) return []
          const isSelected = selection.has(card.id)
          const isFocused = card.id === focused
          const own = renaming?.id === card.id ? renaming : undefined
          const orderIn = linked.into.has(card.id)
          const orderOut = linked.outOf.has(card.id)
          const from = [card, isSelected, isFocused, own, editable, trays, orderIn, orderOut]
          return cards.get(card.id, from, (): CardNode => ({
            id: card.id,
            type: 'card',
            ...boxOf(card),
            focusable: false,
            draggable: editable && card.count === undefined,
            connectable: editable && card.count === undefined,
            selected: isSelected,
            handles: handlesOf(card),
            zIndex: isSelected ? 1 : 0,
            data: {
              ...card,
              focused: isFocused,
              editable: editable && card.count === undefined,
              compact: !editable && !trays,
              tray: trays || isSelected || isFocused,
              orderIn,
              orderOut,
              renaming: own,
            },
          }))
        }),
        ...picture.gates.map((gate) => gateNode(gate, marks)),
        ...picture.terminals.map((terminal) => terminalNode(terminal, editable)),
      ]
    },
  }
}

/** Cards that have outgoing and incoming order links. */
function orderEnds(links: BoardPicture['links']) {
  const order = links.filter((link) => link.kind === 'order')
  return { outOf: new Set(order.map((link) => link.source)), into: new Set(order.map((link) => link.target)) }
}

/** Nodes with dragged ones at the pointer's place. */
export function draggedNodes(
  nodes: BoardNode[],
  moved: Readonly<Record<string, Point>>,
  frames: readonly BoardFrame[],
): BoardNode[] {
  const places = Object.keys(moved).length === 0 ? undefined : moved
  const shown = places === undefined ? nodes : nodes.map((node) => withPlace(node, places[node.id]))
  return frames.length === 0 ? shown : [...shown, ...frames.map(frameNode)]
}

function withPlace(node: BoardNode, position: Point | undefined): BoardNode {
  return position === undefined ? node : { ...node, position }
}

/** Keeps what was made from equal parts; entries unused between two `begin`s are dropped. */
function remembered<T>() {
  type Known = Map<string, { readonly from: readonly unknown[]; readonly made: T }>
  let before: Known = new Map()
  let now: Known = new Map()
  return {
    begin(): void {
      before = now
      now = new Map()
    },
    get(id: string, from: readonly unknown[], make: () => T): T {
      const known = before.get(id)
      const isSame = known?.from.every((part, index) => part === from[index]) === true
      const entry = isSame && known !== undefined ? known : { from, made: make() }
      now.set(id, entry)
      return entry.made
    },
  }
}

function laneNode(lane: BoardPicture['lanes'][number]): LaneNode {
  return {
    id: `lane:${lane.id}`,
    type: 'lane',
    ...boxOf(lane),
    ...fixed,
    selectable: false,
    data: { ...lane },
    zIndex: -2,
  }
}

function frameNode(frame: BoardFrame): FrameNode {
  return { id: frame.id, type: 'frame', ...boxOf(frame), ...fixed, selectable: false, data: { ...frame }, zIndex: -1 }
}

function gateNode(gate: BoardPicture['gates'][number], { selection, focused }: BoardMarks): GateNode {
  const id = `gate:${gate.id}`
  const data = { ...gate, focused: id === focused }
  return { id, type: 'gate', ...boxOf(gate), ...fixed, selected: selection.has(id), data, zIndex: 2 }
}

function terminalNode(terminal: BoardPicture['terminals'][number], editable: boolean): TerminalNode {
  return {
    id: terminal.id,
    type: 'terminal',
    ...boxOf(terminal),
    ...fixed,
    connectable: editable,
    selectable: false,
    handles: [terminalHandle(terminal)],
    data: { ...terminal },
  }
}

function boxOf({ x, y, width, height }: { x: number; y: number; width: number; height: number }) {
  return { position: { x, y }, width, height, measured: { width, height } }
}

function terminalHandle({ side, width, height }: BoardPicture['terminals'][number]) {
  const isInput = side === 'left'
  return {
    id: isInput ? 'out:value' : 'in:value',
    type: isInput ? ('source' as const) : ('target' as const),
    position: isInput ? Position.Right : Position.Left,
    x: (isInput ? width : 0) - socket / 2,
    y: height / 2 - socket / 2,
    width: socket,
    height: socket,
  }
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
