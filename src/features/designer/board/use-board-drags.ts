import type { NodeChange, ReactFlowProps } from '@xyflow/react'
import { type DragEvent, useEffect, useMemo, useRef, useState } from 'react'
import { documentId } from '#domain/documents.ts'
import type { BoardApi } from '#ui/board/board-api.ts'
import type { Point } from '#ui/board/board-model.ts'
import type { BoardNode } from '#ui/board/flow-elements.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { useStable } from '#ui/use-stable.ts'
import { actionMessages } from '../line/action-messages.ts'
import type { DesignerNow } from '../designer-context.tsx'
import { draggedGate, dragType, droppedOf } from '../palette/dragged.ts'
import { type DropHint, dropHint } from './drop-hint.tsx'
import { dropMessages } from './drop-messages.ts'
import { editText } from '#client/change-set/editor.ts'
import { designerMessages } from '../messages.ts'
import type { Moved } from './picture.tsx'
import { placeIn } from './place-in.ts'
import { placeCards } from '../line/stage-edits.ts'
import type { DrawnLine } from '../line/use-line-view.ts'

/**
 * Drags cards over the board and palette entries onto it. The handlers are stable, since a new one would redraw all
 * cards.
 */
export function useBoardDrags(designer: DesignerNow, drawn: DrawnLine, api: BoardApi | undefined) {
  const t = useMessages(designerMessages)
  const words = useMessages(actionMessages)
  const { editor, line, editable, editTexts, insert } = designer
  const dropWords = useMessages(dropMessages)
  const [moved, setMoved] = useState<Moved>({})
  const [over, setOver] = useState<{ readonly at: Point; readonly isInTheWay: boolean; readonly hint: DropHint }>()
  const carried = useRef<Moved>({})
  const framed = useMemo(
    () => new Set(drawn.drawing.groups.flatMap(({ id, stages }) => (id.startsWith('own:') ? stages : []))),
    [drawn.drawing.groups],
  )
  // Keep the dropped position until the new layout has arrived.
  useEffect(() => setMoved((before) => (Object.keys(before).length === 0 ? before : {})), [drawn.drawing])
  const layoutId = documentId('layout', line)

  const onNodesChange = useStable((changes: NodeChange<BoardNode>[]): void => {
    const places = changes.flatMap((change) =>
      change.type === 'position' && change.position !== undefined && change.dragging === true
        ? [[change.id, change.position] as const]
        : [],
    )
    if (places.length === 0) return
    carried.current = { ...carried.current, ...Object.fromEntries(places) }
    // A card in a group drags the group's frame along, which must be redrawn.
    if (places.some(([id]) => framed.has(id))) setMoved(carried.current)
    else api?.carried.carry(carried.current)
  })
  const onNodeDragStop = useStable((_: unknown, node: BoardNode, others: readonly BoardNode[]): void => {
    const nodes = others.length > 0 ? others : [node]
    const places: Moved = Object.fromEntries(
      nodes.flatMap((node) => {
        const place = carried.current[node.id]
        return place === undefined ? [] : [[node.id, place] as const]
      }),
    )
    const names = Object.keys(places)
    carried.current = {}
    if (names.length === 0) return
    const step =
      names.length === 1 ? t('stepMove', { name: names[0] ?? '' }) : words('stepMoveMany', { count: names.length })
    if (editTexts(step, editText(editor.store.getState(), layoutId, placeCards(places)))) {
      api?.carried.drop()
      setMoved(places)
    } else {
      api?.carried.putBack()
      setMoved({})
    }
  })
  const cardUnder = ({ target }: DragEvent): string | undefined =>
    (target instanceof Element ? target.closest('[data-card]')?.getAttribute('data-card') : undefined) ?? undefined
  const onDrop = useStable((event: DragEvent): void => {
    setOver(undefined)
    if (event.defaultPrevented) return
    const what = droppedOf(event.dataTransfer.getData(dragType))
    if (what === undefined || api === undefined) return
    event.preventDefault()
    const at = { x: event.clientX, y: event.clientY }
    insert(what, placeIn(designer, api.toBoard(at), cardUnder(event)), event.shiftKey)
  })
  // Browsers only allow a drop if dragenter was cancelled as well as dragover.
  const onDragEnter = useStable((event: DragEvent): void => {
    if (editable && event.dataTransfer.types.includes(dragType)) event.preventDefault()
  })
  const onDragOver = useStable((event: DragEvent): void => {
    if (!editable || !event.dataTransfer.types.includes(dragType)) return
    // A lane for an unused environment has handled the event, and lights up itself.
    if (event.defaultPrevented) {
      setOver(undefined)
      return
    }
    event.preventDefault()
    event.dataTransfer.dropEffect = 'copy'
    const at = { x: event.clientX, y: event.clientY }
    // dragover fires many times a second, even while the pointer rests, so skip it if nothing has changed.
    const isInTheWay = event.shiftKey
    if (api === undefined || (over?.at.x === at.x && over.at.y === at.y && over.isInTheWay === isInTheWay)) return
    const isGate = event.dataTransfer.types.includes(draggedGate)
    const what = { isGate, isInTheWay, point: api.toBoard(at), card: cardUnder(event) }
    setOver({ at, isInTheWay, hint: dropHint(designer, dropWords, what) })
  })
  const onDragLeave = useStable(({ currentTarget, relatedTarget }: DragEvent): void => {
    if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setOver(undefined)
  })
  const flow = useMemo(
    (): Partial<ReactFlowProps<BoardNode>> => ({ onNodesChange, onNodeDragStop }),
    [onNodesChange, onNodeDragStop],
  )
  // For the whole canvas, since what lies over the board, such as the empty board's button, should take drops too.
  return { moved, flow, over, drops: { onDragEnter, onDragOver, onDragLeave, onDrop } }
}
