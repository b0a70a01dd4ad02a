import {
  Background,
  BackgroundVariant,
  MiniMap,
  ReactFlow,
  ReactFlowProvider,
  type ReactFlowProps,
} from '@xyflow/react'
import '@xyflow/react/dist/base.css'
import { type KeyboardEvent, type ReactNode, useMemo, useRef, useState } from 'react'
import { useMessages } from '../i18n/use-messages.tsx'
import type { Box, BoardPicture } from './board-model.ts'
import { boardMessages } from './board-messages.ts'
import { fillHeight, fitOptions, useRoom } from './board-room.ts'
import { boardEdgeTypes, type BoardNode, boardNodeTypes, edgesOf, nodesOf } from './flow-elements.ts'
import type { LinkEdge } from './link-edge.tsx'
import { type Direction, nearestInDirection } from './nearest.ts'
import { ZoomControls } from './zoom-controls.tsx'
import './board.css'

export interface BoardProps {
  readonly picture: BoardPicture
  /** What the board is called for screen readers. */
  readonly label: string
  /** Id of the selected card, of a gate as `gate:<id>`, or of a link. */
  readonly selected: string | undefined
  readonly onSelect: (id: string | undefined) => void
  readonly onOpen?: (id: string) => void
  readonly editable?: boolean
  readonly trays?: boolean
  readonly minimap?: boolean
  /** Further switches beside the zoom, and whatever floats over the board. */
  readonly controls?: ReactNode
  readonly children?: ReactNode
  /** What an editor adds: dragging, connecting, dropping. */
  readonly flow?: Partial<ReactFlowProps<BoardNode, LinkEdge>>
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
      <BoardSurface {...props} />
    </ReactFlowProvider>
  )
}

function BoardSurface({
  picture,
  label,
  selected,
  onSelect,
  onOpen,
  editable = false,
  trays = false,
  minimap = false,
  controls,
  children,
  flow,
}: BoardProps) {
  const t = useMessages(boardMessages)
  const [focused, setFocused] = useState<string>()
  const element = useRef<HTMLDivElement>(null)
  const room = useRoom(element)
  const filled = useMemo(() => (room === undefined ? picture : fillHeight(picture, room)), [picture, room])
  const nodes = useMemo(
    () => nodesOf(filled, { selected, focused, editable, trays }),
    [filled, selected, focused, editable, trays],
  )
  const edges = useMemo(() => edgesOf(picture, selected), [picture, selected])
  const stops = useMemo(() => stopsOf(picture), [picture])
  const focusedStop = stops.find((stop) => stop.id === focused)

  function handleKeyDown(event: KeyboardEvent): void {
    if (
      event.nativeEvent.isComposing ||
      event.altKey ||
      event.ctrlKey ||
      event.metaKey ||
      event.target !== event.currentTarget
    )
      return
    const direction = directions[event.key]
    if (direction !== undefined && !event.shiftKey) {
      const next = focusedStop === undefined ? stops[0] : nearestInDirection(stops, focusedStop, direction)
      if (next !== undefined) setFocused(next.id)
      event.preventDefault()
    } else if (event.key === 'Enter' && focused !== undefined) {
      onSelect(focused)
      onOpen?.(focused)
      event.preventDefault()
    } else if (event.key === 'Escape' && selected !== undefined) {
      onSelect(undefined)
    }
  }

  return (
    <div
      ref={element}
      className="lw-board"
      // The canvas is one widget with a focus of its own inside; every card has its sentence in the live region and in the outline.
      role="application"
      tabIndex={0}
      aria-label={label}
      aria-description={t('help')}
      data-key-scope="canvas"
      onKeyDown={handleKeyDown}
      onFocus={(event) => {
        if (event.target === event.currentTarget && focused === undefined) setFocused(selected ?? stops[0]?.id)
      }}
      onBlur={(event) => {
        if (event.target === event.currentTarget) setFocused(undefined)
      }}
    >
      <div className="lw-hidden" aria-live="polite">
        {focusedStop?.sentence}
      </div>
      {/* The first view fits all of it in, so the lanes' height must be known by then. */}
      {room === undefined ? null : (
        <ReactFlow<BoardNode, LinkEdge>
          nodes={nodes}
          edges={edges}
          nodeTypes={boardNodeTypes}
          edgeTypes={boardEdgeTypes}
          onlyRenderVisibleElements
          disableKeyboardA11y
          deleteKeyCode={null}
          selectionKeyCode={null}
          nodesDraggable={editable}
          nodesConnectable={editable}
          nodesFocusable={false}
          edgesFocusable={false}
          elementsSelectable
          panOnScroll
          zoomActivationKeyCode="Control"
          minZoom={0.1}
          maxZoom={2}
          fitView
          fitViewOptions={fitOptions}
          onNodeClick={(_, node) => onSelect(node.type === 'card' || node.type === 'gate' ? node.id : undefined)}
          onNodeDoubleClick={(_, node) => onOpen?.(node.id)}
          onEdgeClick={(_, edge) => onSelect(edge.id)}
          onPaneClick={() => onSelect(undefined)}
          {...flow}
        >
          <Background variant={BackgroundVariant.Dots} gap={16} size={1.2} />
          <ZoomControls>{controls}</ZoomControls>
          {minimap ? (
            <MiniMap<BoardNode>
              pannable
              zoomable
              style={minimapSize}
              nodeClassName={minimapClass}
              ariaLabel={t('minimap')}
            />
          ) : null}
          {children}
        </ReactFlow>
      )}
    </div>
  )
}

const minimapSize = { width: 138, height: 74 }

function stopsOf(picture: BoardPicture): readonly (Box & { readonly id: string; readonly sentence: string })[] {
  const gates = picture.gates.map((gate) => ({ ...gate, id: `gate:${gate.id}` }))
  return [...picture.cards, ...gates].toSorted((a, b) => a.x - b.x || a.y - b.y)
}

function minimapClass(node: BoardNode): string {
  return node.type === 'card' ? `lw-mini-card lw-mini-${node.data.state ?? 'plain'}` : `lw-mini-${node.type}`
}
