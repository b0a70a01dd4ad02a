import { type MouseEvent, useEffect, useRef } from 'react'
import { useStable } from '../use-stable.ts'
import type { BoardApi } from './board-api.ts'
import { linkAt } from './board-indexes.ts'
import type { BoardProps } from './board-props.ts'
import type { BoardNode } from './flow-elements.ts'

interface PointerPlace {
  readonly api: BoardApi
  readonly isFar: boolean
  /** The id that has the board's focus. */
  readonly focused: string | undefined
  readonly hover: (id: string | undefined) => void
}

/** The pointer on a board: handlers for all of it and for React Flow's parts. */
export function useBoardPointer(
  { picture, selected, editable = false, onSelect, onOpen, onMenu, onInsert }: BoardProps,
  { api, isFar, focused, hover }: PointerPlace,
) {
  /** The menu key means what has the focus, the mouse what is under it. */
  function onContextMenu(event: MouseEvent): void {
    if (onMenu === undefined) return
    event.preventDefault()
    const byKey = event.target === event.currentTarget || event.button !== 2
    const id = byKey ? (focused ?? selected) : targetOf(event.target)
    onMenu(api.targetOf(id, byKey ? undefined : pointOf(event)))
  }
  function onClick(event: MouseEvent): void {
    if (!(event.target instanceof Element)) return
    const id = event.target.closest('[data-link]')?.getAttribute('data-link') ?? undefined
    if (id === undefined) return
    const isPlus = event.target.closest('[data-insert]') !== null
    if (isPlus) onInsert?.(api.targetOf(id, pointOf(event)))
    else onSelect(id, event.ctrlKey || event.metaKey)
  }
  function onDoubleClick(event: MouseEvent): void {
    const isGround = event.target instanceof Element && event.target.closest('.react-flow__pane') !== null
    if (isGround && editable) onInsert?.(api.targetOf(undefined, pointOf(event)))
  }
  /**
   * A press on ground, lane or frame may mean a painted card or a link. A finger does not hover first, so find it by
   * place.
   */
  function selectAt(event: MouseEvent): void {
    const place = api.toBoard(pointOf(event))
    const id = isFar ? api.cardAt(place) : linkAt(picture.links, place)?.id
    onSelect(id, id !== undefined && (event.ctrlKey || event.metaKey))
  }
  const last = useRef<MouseEvent['nativeEvent']>(undefined)
  // Anywhere on the page, since the pointer may have come to rest on a dialog that has closed.
  useEffect(() => {
    function note(event: MouseEvent['nativeEvent']): void {
      last.current = event
    }
    addEventListener('mousemove', note, { capture: true, passive: true })
    return () => removeEventListener('mousemove', note, { capture: true })
  }, [])
  // Stable, since React Flow passes a new handler to all cards.
  const flow = {
    onNodeClick: useStable((event: MouseEvent, node: BoardNode): void => {
      if (isSelectable(node) || (node.type === 'terminal' && editable))
        onSelect(node.id, event.ctrlKey || event.metaKey || event.shiftKey)
      else if (node.type === 'terminal') onSelect(undefined)
      else selectAt(event)
    }),
    onNodeDoubleClick: useStable((_: MouseEvent, node: BoardNode): void => onOpen?.(node.id)),
    onNodeMouseEnter: useStable((event: MouseEvent, node: BoardNode): void =>
      hover(restsOn(event, node, last.current)),
    ),
    onNodeMouseLeave: useStable((): void => hover(undefined)),
    // Somebody who drags a card looks for a place, not for its links.
    onNodeDragStart: useStable((): void => hover(undefined)),
    onPaneClick: useStable(selectAt),
  }
  return { handlers: { onContextMenu, onClick, onDoubleClick }, flow }
}

function pointOf({ clientX, clientY }: MouseEvent) {
  return { x: clientX, y: clientY }
}

/**
 * The card being looked at. During a pull the possible targets light up instead, and no path may dim them. Nor does one
 * when a card comes below a pointer that stays, because the board moves or a dialog closes: what was searched for would
 * pale.
 */
export function restsOn(
  { buttons, clientX, clientY }: Pick<MouseEvent, 'buttons' | 'clientX' | 'clientY'>,
  node: Pick<BoardNode, 'id' | 'type'>,
  last: Pick<MouseEvent, 'clientX' | 'clientY'> | undefined,
): string | undefined {
  const hasMoved = last === undefined || last.clientX !== clientX || last.clientY !== clientY
  return buttons === 0 && hasMoved && isSelectable(node) ? node.id : undefined
}

function isSelectable(node: Pick<BoardNode, 'type'>): boolean {
  return node.type === 'card' || node.type === 'gate'
}

function targetOf(target: EventTarget): string | undefined {
  if (!(target instanceof Element)) return undefined
  const link = target.closest('[data-link]')?.getAttribute('data-link')
  const id = link ?? target.closest('.react-flow__node')?.getAttribute('data-id') ?? undefined
  return id === undefined || id.startsWith('lane:') || id.startsWith('frame:') ? undefined : id
}
