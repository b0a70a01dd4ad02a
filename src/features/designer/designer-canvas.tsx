import type { Connection, NodeChange, ReactFlowInstance } from '@xyflow/react'
import { LayoutGrid, ListTree } from 'lucide-react'
import { type DragEvent, useEffect, useMemo, useState } from 'react'
import { documentId } from '#domain/documents.ts'
import { buildLane } from '#domain/line/layout/layout-input.ts'
import { Board } from '#ui/board/board.tsx'
import type { BoardNode } from '#ui/board/flow-elements.ts'
import type { LinkEdge } from '#ui/board/link-edge.tsx'
import { IconButton } from '#ui/button.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { type Insertable, useDesigner } from './designer-context.ts'
import { editText } from '#client/change-set/editor.ts'
import { arrangeAll, type InsertPlace, makeLink, moveCard, type Pulled } from './edits.ts'
import { designerMessages } from './messages.ts'
import { pictureOf, type Pulling } from './picture.tsx'
import { type DrawnLine, useDrawn } from './use-drawn.ts'

/** The kind of drag that carries a palette entry. */
export const dragType = 'application/x-linewright-insert'

interface CanvasProps {
  readonly outline: boolean
  readonly onOutline: () => void
}

/** The line on the board, as soon as its first layout is there. */
export function DesignerCanvas(props: CanvasProps) {
  const drawn = useDrawn(useDesigner().view)
  return drawn === undefined ? null : <DrawnCanvas {...props} drawn={drawn} />
}

/** Drag, wire, drop; every change is an edit of the text. */
function DrawnCanvas({ outline, onOutline, drawn }: CanvasProps & { readonly drawn: DrawnLine }) {
  const t = useMessages(designerMessages)
  const { editor, line, view, editable, selected, select, insert, editLine } = useDesigner()
  const [flow, setFlow] = useState<ReactFlowInstance<BoardNode, LinkEdge>>()
  const [pulling, setPulling] = useState<Pulling>()
  const [moved, setMoved] = useState<Readonly<Record<string, { x: number; y: number }>>>({})
  const picture = useMemo(() => pictureOf(drawn, t, pulling, moved), [drawn, t, pulling, moved])
  // A card stays where it was dropped until the layout has it there.
  useEffect(() => setMoved({}), [drawn.layout])
  const layoutId = documentId('layout', line)

  function handleNodesChange(changes: NodeChange<BoardNode>[]): void {
    for (const change of changes) {
      const { type } = change
      if (type !== 'position' || change.position === undefined || change.dragging !== true) continue
      const { id, position } = change
      setMoved((before) => ({ ...before, [id]: position }))
    }
  }
  function handleDragStop(node: BoardNode): void {
    const place = moved[node.id]
    if (place === undefined) return
    const isMoved = editor.apply(
      t('stepMove', { name: node.id }),
      editText(editor.store.getState(), layoutId, moveCard(node.id, place.x, place.y)),
    )
    if (!isMoved) setMoved({})
  }
  function handleConnect(connection: Connection): void {
    const pulled = pulledOf(connection)
    if (pulled === undefined) return
    const from = pulled.kind === 'input' ? pulled.input : pulled.from
    editLine(t('stepLink', { from, to: pulled.to }), makeLink(view.line, pulled))
  }
  function handleDrop(event: DragEvent): void {
    const what = droppedOf(event.dataTransfer.getData(dragType))
    if (what === undefined || flow === undefined) return
    event.preventDefault()
    const point = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY })
    insert(what, placeAt(point))
  }
  /** A drop on a link inserts between; elsewhere the lane gives the environment and the nearest card the application. */
  function placeAt(point: { readonly x: number; readonly y: number }): InsertPlace {
    const link = picture.links.find((entry) => entry.kind === 'order' && isNear(entry.points, point))
    if (link !== undefined && !link.source.startsWith('gate:') && !link.target.startsWith('gate:'))
      return { behind: link.source, before: link.target }
    const lane = picture.lanes.find((entry) => point.x >= entry.x && point.x <= entry.x + entry.width)
    const inLane = picture.cards.filter((card) => lane === undefined || drawn.view.laneOf.get(card.id) === lane.id)
    const distance = (card: { x: number; y: number; width: number; height: number }) =>
      Math.hypot(card.x + card.width / 2 - point.x, card.y + card.height / 2 - point.y)
    const [nearest] = inLane.toSorted((a, b) => distance(a) - distance(b))
    return {
      environment: lane === undefined || lane.id === buildLane ? undefined : lane.id,
      behind: nearest?.id,
      application: nearest?.subtitle,
    }
  }

  return (
    <Board
      picture={picture}
      label={t('board', { line: view.line.metadata.name })}
      selected={selected}
      onSelect={select}
      editable={editable}
      trays
      minimap
      controls={
        <>
          <IconButton label={t('outlineSwitch')} aria-pressed={outline} onPress={onOutline}>
            <ListTree size={16} aria-hidden />
          </IconButton>
          {editable ? (
            <IconButton
              label={t('arrange')}
              onPress={() => editor.apply(t('stepArrange'), editText(editor.store.getState(), layoutId, arrangeAll))}
            >
              <LayoutGrid size={16} aria-hidden />
            </IconButton>
          ) : null}
        </>
      }
      flow={{
        onInit: setFlow,
        onNodesChange: handleNodesChange,
        onNodeDragStop: (_, node) => handleDragStop(node),
        onConnect: handleConnect,
        onConnectStart: (_, { nodeId, handleId }) =>
          setPulling(
            nodeId === null
              ? undefined
              : { from: nodeId, kind: handleId?.startsWith('order') === true ? 'order' : 'data' },
          ),
        onConnectEnd: () => setPulling(undefined),
        onDragOver: (event) => {
          if (!editable || !event.dataTransfer.types.includes(dragType)) return
          event.preventDefault()
          event.dataTransfer.dropEffect = 'copy'
        },
        onDrop: handleDrop,
        connectionLineStyle: { stroke: 'var(--accent)', strokeWidth: 2, strokeDasharray: '5 3' },
        nodeDragThreshold: 4,
      }}
    />
  )
}

function pulledOf({ source, target, sourceHandle, targetHandle }: Connection): Pulled | undefined {
  const parameter = targetHandle?.startsWith('in:') === true ? targetHandle.slice(3) : undefined
  if (source.startsWith('input:'))
    return parameter === undefined
      ? undefined
      : { kind: 'input', input: source.slice('input:'.length), to: target, parameter }
  const result = sourceHandle?.startsWith('out:') === true ? sourceHandle.slice(4) : undefined
  if (result !== undefined && parameter !== undefined)
    return { kind: 'result', from: source, result, to: target, parameter }
  return target.includes(':') ? undefined : { kind: 'order', from: source, to: target }
}

function droppedOf(text: string): Insertable | undefined {
  const [kind, name] = text.split('\n', 2)
  if (kind === 'pipeline' && name !== undefined) return { kind, name }
  if (kind === 'adapter' && name !== undefined) return { kind, pattern: name }
  return kind === 'gate' ? { kind, name: name === '' ? undefined : name } : undefined
}

/** The text that a dragged palette entry carries. */
export function draggedText(what: Insertable): string {
  return `${what.kind}\n${what.kind === 'adapter' ? what.pattern : (what.name ?? '')}`
}

function isNear(
  points: readonly { readonly x: number; readonly y: number }[],
  { x, y }: { readonly x: number; readonly y: number },
): boolean {
  return points.slice(1).some((end, index) => {
    const start = points[index] ?? end
    const [left, right] = [Math.min(start.x, end.x) - 8, Math.max(start.x, end.x) + 8]
    const [top, bottom] = [Math.min(start.y, end.y) - 8, Math.max(start.y, end.y) + 8]
    return x >= left && x <= right && y >= top && y <= bottom
  })
}
