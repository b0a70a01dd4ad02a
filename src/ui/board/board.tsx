import { ReactFlow, ReactFlowProvider, type ReactFlowProps, useStoreApi, type Viewport } from '@xyflow/react'
import '@xyflow/react/dist/base.css'
import { type KeyboardEvent, type MouseEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { isComposing } from '../commands/use-commands.ts'
import { useMessages } from '../i18n/use-messages.tsx'
import { type BoardApi, type MenuTarget, useBoardApi } from './board-api.ts'
import { useBoardCommands } from './board-commands.ts'
import { stopsOf } from './board-indexes.ts'
import type { BoardFrame, BoardPicture, Point } from './board-model.ts'
import { boardMessages } from './board-messages.ts'
import { BoardMinimap } from './board-minimap.tsx'
import { fillHeight, firstView, leastZoom, useRoom } from './board-room.ts'
import type { Renaming } from './card-name.tsx'
import { Dots } from './dots.tsx'
import { FarLayer, useIsFar } from './far-layer.tsx'
import { type BoardNode, boardNodeTypes, createFlowElements, draggedNodes } from './flow-elements.ts'
import { type LiveCards, LiveCardsProvider, noLiveCards } from './live-cards.ts'
import { LinksLayer } from './links-layer.tsx'
import { type Direction, nearestInDirection } from './nearest.ts'
import { PathProvider } from './path-focus.ts'
import { usePathFocus } from './use-path-focus.ts'
import { useStable } from '../use-stable.ts'
import { useInPortions } from './use-in-portions.ts'
import { useVisibleArea, useVisibleCards } from './use-visible.ts'
import { ZoomControls } from './zoom-controls.tsx'
import './board.css'

export interface BoardProps {
  readonly picture: BoardPicture
  /** What is newer than the picture. */
  readonly live?: LiveCards
  /** What the board is called for screen readers. */
  readonly label: string
  /** Id of the selected card, of a gate as `gate:<id>`, or of a link. */
  readonly selected: string | undefined
  /** Everything that is selected, where that may be several. */
  readonly selection?: ReadonlySet<string>
  /** `add` asks to add to the selection, or to take out of it. */
  readonly onSelect: (id: string | undefined, add?: boolean) => void
  /** What a rectangle drawn with Shift has caught. */
  readonly onSelectMany?: (ids: readonly string[]) => void
  readonly onOpen?: (id: string) => void
  readonly onMenu?: (target: MenuTarget) => void
  /** Asks what to put onto the ground, or onto a link. */
  readonly onInsert?: (target: MenuTarget) => void
  readonly onFocusChange?: (id: string | undefined) => void
  readonly onReady?: (api: BoardApi) => void
  readonly renaming?: Renaming | undefined
  /** Said politely to screen readers, once. */
  readonly announcement?: string
  readonly dimmed?: boolean
  readonly editable?: boolean
  readonly trays?: boolean
  readonly minimap?: boolean
  /** Further switches beside the zoom, and whatever floats over the board. */
  readonly controls?: ReactNode
  readonly children?: ReactNode
  /** Where cards are while they are dragged; the picture stays as it is until they are dropped. */
  readonly moved?: Readonly<Record<string, Point>>
  readonly frames?: readonly BoardFrame[]
  /** What an editor adds: dragging, connecting, dropping. */
  readonly flow?: Partial<ReactFlowProps<BoardNode>>
}

const directions: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
}

/** A board of lanes, cards, gates and links: one tab stop, arrow keys inside, only what is visible is mounted. */
export function Board(props: BoardProps) {
  return (
    <ReactFlowProvider>
      <LiveCardsProvider value={props.live ?? noLiveCards}>
        <BoardSurface {...props} />
      </LiveCardsProvider>
    </ReactFlowProvider>
  )
}

function BoardSurface(props: BoardProps) {
  const { picture, label, selected, onSelect, onSelectMany, onOpen, onMenu, onInsert, onFocusChange, onReady } = props
  const { renaming, announcement, dimmed, editable = false, trays = false, minimap = false, controls, flow } = props
  const { moved = nothingMoved, frames = noFrames } = props
  const t = useMessages(boardMessages)
  useMeasuredAlready()
  const [focused, setFocused] = useState<string>()
  const element = useRef<HTMLDivElement>(null)
  const room = useRoom(element)
  const selection = useMemo(
    () => props.selection ?? new Set(selected === undefined ? [] : [selected]),
    [props.selection, selected],
  )
  const filled = useMemo(() => (room === undefined ? picture : fillHeight(picture, room)), [picture, room])
  const [elements] = useState(createFlowElements)
  const isFar = useIsFar(picture)
  const area = useVisibleArea(picture.cards.length)
  const visible = useVisibleCards(picture.cards, area)
  const nodes = useMemo(
    () =>
      elements
        .nodes(filled, { selection, focused, editable, trays, renaming }, visible)
        .filter((node) => !isFar || node.type !== 'card'),
    [elements, filled, selection, focused, editable, trays, renaming, visible, isFar],
  )
  const due = useInPortions(nodes.length)
  const isWhole = due === Infinity
  const shown = useMemo(() => draggedNodes(nodes.slice(0, due), moved, frames), [nodes, due, moved, frames])
  const fitted = useRef<Viewport>(undefined)
  const first = useRef<Viewport>(undefined)
  if (room !== undefined && first.current === undefined) {
    const { view, isWhole: isFitted } = firstView(picture, room, selected)
    first.current = view
    if (isFitted) fitted.current = view
  }
  const focusedStop = focused === undefined ? undefined : stopsOf(picture).find((stop) => stop.id === focused)
  // Whoever moves on by the arrows hears where they are, and not for seconds what they did last.
  const [spoken, setSpoken] = useState({ announcement, focused, isNews: false })
  if (spoken.announcement !== announcement || spoken.focused !== focused) {
    const isNews = announcement !== undefined && announcement !== ''
    setSpoken({
      announcement,
      focused,
      isNews: isNews && (spoken.announcement !== announcement || focused === undefined),
    })
  }
  const path = usePathFocus(picture)
  const api = useBoardApi(element, picture, setFocused, path.pin, fitted)
  const isMarquee = useRef(false)
  const left = useRef<string>(undefined)
  useBoardCommands(api)
  useEffect(() => onReady?.(api), [api, onReady])
  useEffect(() => {
    if (room !== undefined) api.refit(room)
  }, [api, room])
  useEffect(() => onFocusChange?.(focused), [focused, onFocusChange])
  // What was just inserted or found is where the arrows go on from.
  useEffect(() => {
    setFocused((before) => (before === undefined || selected === undefined ? before : selected))
  }, [selected])

  function handleKeyDown(event: KeyboardEvent): void {
    if (
      isComposing(event.nativeEvent) ||
      event.altKey ||
      event.ctrlKey ||
      event.metaKey ||
      event.target !== event.currentTarget
    )
      return
    const direction = directions[event.key]
    if (direction !== undefined && !event.shiftKey) {
      const stops = stopsOf(picture)
      const next = focusedStop === undefined ? stops[0] : nearestInDirection(stops, focusedStop, direction)
      if (next !== undefined) api.focusOn(next.id)
      event.preventDefault()
    } else if (event.key === 'Enter' && focused !== undefined) {
      onSelect(focused)
      onOpen?.(focused)
      event.preventDefault()
    } else if (event.key === ' ' && focused !== undefined) {
      onSelect(focused, true)
      event.preventDefault()
    } else if (event.key === 'Escape') {
      path.pin(undefined)
      if (selection.size > 0) onSelect(undefined)
      else {
        // Then nothing is meant: what is inserted next asks for its place.
        setFocused(undefined)
        left.current = undefined
      }
    }
  }
  /** The menu key asks for what has the focus, the mouse for what is under it. */
  function handleContextMenu(event: MouseEvent): void {
    if (onMenu === undefined) return
    event.preventDefault()
    const byKey = event.target === event.currentTarget || event.button !== 2
    const id = byKey ? (focused ?? selected) : targetOf(event.target)
    onMenu(api.targetOf(id, byKey ? undefined : { x: event.clientX, y: event.clientY }))
  }
  function handleClick(event: MouseEvent): void {
    if (!(event.target instanceof Element)) return
    const id = event.target.closest('[data-link]')?.getAttribute('data-link') ?? undefined
    if (id === undefined) return
    const isPlus = event.target.closest('[data-insert]') !== null
    if (isPlus) onInsert?.(api.targetOf(id, { x: event.clientX, y: event.clientY }))
    else onSelect(id, event.ctrlKey || event.metaKey)
  }
  // The board tells each new handler to all of its cards, so these stay the same.
  const onNodeClick = useStable((event: MouseEvent, node: BoardNode): void => {
    if (node.type === 'card' || node.type === 'gate' || (node.type === 'terminal' && editable))
      onSelect(node.id, event.ctrlKey || event.metaKey || event.shiftKey)
    else onSelect(undefined)
  })
  const onNodeDoubleClick = useStable((_: MouseEvent, node: BoardNode): void => onOpen?.(node.id))
  const onNodeMouseEnter = useStable((_: MouseEvent, node: BoardNode): void =>
    path.hover(node.type === 'card' || node.type === 'gate' ? node.id : undefined),
  )
  const onNodeMouseLeave = useStable((): void => path.hover(undefined))
  const onPaneClick = useStable((event: MouseEvent): void =>
    onSelect(isFar ? api.cardAt({ x: event.clientX, y: event.clientY }) : undefined),
  )
  const onSelectionStart = useStable((): void => {
    isMarquee.current = true
  })
  const onSelectionEnd = useStable((): void => {
    isMarquee.current = false
  })
  const onSelectionChange = useStable(({ nodes: caught }: { readonly nodes: readonly BoardNode[] }): void => {
    if (isMarquee.current) onSelectMany?.(caught.filter(isSelectable).map((node) => node.id))
  })
  function handleDoubleClick(event: MouseEvent): void {
    const isGround = event.target instanceof Element && event.target.closest('.react-flow__pane') !== null
    if (isGround && editable) onInsert?.(api.targetOf(undefined, { x: event.clientX, y: event.clientY }))
  }

  return (
    <div
      ref={element}
      className="lw-board"
      data-broken={dimmed || undefined}
      // The canvas is one widget with a focus of its own inside; every card has its sentence in the live region and in the outline.
      role="application"
      tabIndex={0}
      aria-label={label}
      aria-description={t('help')}
      data-key-scope="canvas"
      onKeyDown={handleKeyDown}
      onClick={handleClick}
      onContextMenu={handleContextMenu}
      onDoubleClick={handleDoubleClick}
      onFocus={(event) => {
        if (event.target !== event.currentTarget || focused !== undefined) return
        // Back from a menu the arrows go on where they were; who comes by Tab begins at the first card.
        const stops = stopsOf(picture)
        const before = stops.some(({ id }) => id === left.current) ? left.current : undefined
        setFocused(selected ?? before ?? (event.relatedTarget === null ? undefined : stops[0]?.id))
      }}
      onBlur={(event) => {
        if (event.target !== event.currentTarget) return
        left.current = focused
        setFocused(undefined)
      }}
    >
      <div className="lw-hidden" aria-live="polite">
        {spoken.isNews ? announcement : focusedStop?.sentence}
      </div>
      {/* The first view fits all of it in, so the lanes' height must be known by then. */}
      {room === undefined ? null : (
        <PathProvider value={path.store}>
          <ReactFlow<BoardNode>
            ref={unnest}
            nodes={shown}
            nodeTypes={boardNodeTypes}
            onlyRenderVisibleElements
            disableKeyboardA11y
            deleteKeyCode={null}
            selectionKeyCode={onSelectMany === undefined ? null : 'Shift'}
            multiSelectionKeyCode={null}
            nodesDraggable={editable}
            nodesConnectable={editable}
            nodesFocusable={false}
            elementsSelectable
            elevateNodesOnSelect={false}
            panOnScroll
            panOnDrag={panButtons}
            zoomOnDoubleClick={false}
            zoomActivationKeyCode={zoomKeys}
            minZoom={leastZoom}
            maxZoom={2}
            {...(first.current === undefined ? {} : { defaultViewport: first.current })}
            onNodeClick={onNodeClick}
            onNodeDoubleClick={onNodeDoubleClick}
            onNodeMouseEnter={onNodeMouseEnter}
            onNodeMouseLeave={onNodeMouseLeave}
            onPaneClick={onPaneClick}
            onSelectionStart={onSelectionStart}
            onSelectionEnd={onSelectionEnd}
            onSelectionChange={onSelectionChange}
            {...flow}
          >
            {isFar ? (
              <FarLayer picture={picture} selection={selection} />
            ) : isWhole ? (
              <LinksLayer
                links={picture.links}
                area={area}
                selection={selection}
                canInsert={editable && onInsert !== undefined}
              />
            ) : null}
            <Dots />
            <ZoomControls onFit={api.fit}>{controls}</ZoomControls>
            {minimap && isWhole ? <BoardMinimap picture={picture} /> : null}
            {props.children}
          </ReactFlow>
        </PathProvider>
      )}
    </div>
  )
}

/** Sizes and sockets of all nodes are known. React Flow would measure each one that comes into view, and render and ask all others once more for it. */
function useMeasuredAlready(): void {
  const store = useStoreApi()
  useState(() => store.setState({ updateNodeInternals: nothing }))
}

const nothing = (): void => undefined
const nothingMoved = {}
const noFrames: readonly BoardFrame[] = []
const panButtons = [0, 1]
const zoomKeys = ['Control', 'Meta']
function isSelectable(node: BoardNode): boolean {
  return node.type === 'card' || node.type === 'gate'
}

/** React Flow calls itself an application, without a name, within the one that hears the keys. */
function unnest(element: HTMLElement | null): void {
  element?.setAttribute('role', 'presentation')
}

function targetOf(target: EventTarget): string | undefined {
  if (!(target instanceof Element)) return undefined
  const link = target.closest('[data-link]')?.getAttribute('data-link')
  const id = link ?? target.closest('.react-flow__node')?.getAttribute('data-id') ?? undefined
  return id === undefined || id.startsWith('lane:') || id.startsWith('frame:') ? undefined : id
}
