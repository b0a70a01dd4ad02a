import { ReactFlow, ReactFlowProvider, useStoreApi, type Viewport } from '@xyflow/react'
import '@xyflow/react/dist/base.css'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useMessages } from '../i18n/use-messages.tsx'
import { useBoardApi } from './board-api.ts'
import { useBoardCommands } from './board-commands.ts'
import type { BoardFrame, BoardStop } from './board-model.ts'
import { boardMessages } from './board-messages.ts'
import { BoardMinimap } from './board-minimap.tsx'
import type { BoardProps } from './board-props.ts'
import { fillHeight, firstView, leastZoom, mostZoom, useRoom } from './board-room.ts'
import { Dots } from './dots.tsx'
import { FarLayer, useIsFar } from './far-layer.tsx'
import { type BoardNode, boardNodeTypes, createFlowElements, draggedNodes } from './flow-elements.ts'
import { LiveCardsProvider, noLiveCards, useLiveCard } from './live-cards.ts'
import { LinksLayer } from './links-layer.tsx'
import { PathProvider } from './path-focus.ts'
import { useBoardKeyboard } from './use-board-keyboard.ts'
import { useBoardPointer } from './use-board-pointer.ts'
import { useMarquee } from './use-marquee.ts'
import { usePathFocus } from './use-path-focus.ts'
import { useInPortions } from '../use-in-portions.ts'
import { tiles, useVisibleArea, useVisibleCards } from './use-visible.ts'
import { ZoomControls } from './zoom-controls.tsx'
import './board.css'

/** A board of lanes, cards, gates and links. One tab stop with arrow keys inside; only what is visible is mounted. */
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
  const { picture, label, selected, onSelectMany, onInsert, onReady } = props
  const { renaming, dimmed, editable = false, trays = false, minimap = false, controls, flow } = props
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
  const area = useVisibleArea(picture.cards.length, tiles.cards)
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
    const { view, isWhole: isFitted } = firstView(picture, room, selected, props.about)
    first.current = view
    if (isFitted) fitted.current = view
  }
  const path = usePathFocus(picture)
  useMarquee(picture, onSelectMany)
  const api = useBoardApi(element, picture, setFocused, path.pin, fitted, focused ?? selected)
  useBoardCommands(element, api)
  useEffect(() => onReady?.(api), [api, onReady])
  useEffect(() => {
    if (room !== undefined) api.refit(room)
  }, [api, room])
  const keyboard = useBoardKeyboard(props, { focused, setFocused, selection, api, unpin: () => path.pin(undefined) })
  const pointer = useBoardPointer(props, { api, isFar, focused, hover: path.hover })

  return (
    <div
      ref={element}
      className="lw-board"
      data-broken={dimmed || undefined}
      // An application, since the canvas manages its own focus; the live region and the outline have a sentence for
      // every card.
      role="application"
      tabIndex={0}
      aria-label={label}
      aria-description={t('help')}
      data-key-scope="canvas"
      {...keyboard.handlers}
      {...pointer.handlers}
    >
      <Spoken news={keyboard.news} stop={keyboard.stop} />
      {/* Rendered once the size is known, which the first view needs. */}
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
            maxZoom={mostZoom}
            {...(first.current === undefined ? {} : { defaultViewport: first.current })}
            {...pointer.flow}
            {...flow}
          >
            {isFar ? (
              <FarLayer picture={picture} selection={selection} />
            ) : isWhole ? (
              <LinksLayer
                links={picture.links}
                cards={picture.cards.length}
                selection={selection}
                canInsert={editable && onInsert !== undefined}
              />
            ) : null}
            <Dots />
            <ZoomControls api={api}>{controls}</ZoomControls>
            {minimap && isWhole ? <BoardMinimap picture={picture} /> : null}
            {props.children}
          </ReactFlow>
        </PathProvider>
      )}
    </div>
  )
}

/** On a live run, a card's sentence changes with its state. */
function Spoken({ news, stop }: { readonly news: string | undefined; readonly stop: BoardStop | undefined }) {
  useLiveCard(stop?.id ?? '')
  return (
    <div className="lw-hidden" aria-live="polite">
      {news ?? stop?.sentence}
    </div>
  )
}

/**
 * Tells React Flow that nodes are measured. It would measure each one that comes into view, and rerender all for it.
 */
function useMeasuredAlready(): void {
  const store = useStoreApi()
  useState(() => store.setState({ updateNodeInternals: nothing }))
}

const nothing = (): void => undefined
const nothingMoved = {}
const noFrames: readonly BoardFrame[] = []
const panButtons = [0, 1]
const zoomKeys = ['Control', 'Meta']
/** React Flow puts a nameless `application` inside the one that handles keys; remove its role. */
function unnest(element: HTMLElement | null): void {
  element?.setAttribute('role', 'presentation')
}
