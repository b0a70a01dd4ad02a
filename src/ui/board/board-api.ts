import { useReactFlow, type Viewport } from '@xyflow/react'
import { type RefObject, useMemo, useRef } from 'react'
import { cardIndex, stopsOf } from './board-indexes.ts'
import type { BoardPicture, BoardStop, Point } from './board-model.ts'
import {
  fittedView,
  isInView,
  isSameView,
  leastRead,
  leastZoom,
  mostZoom,
  type Room,
  roomOf,
  zoomedView,
} from './board-room.ts'
import { type CarriedCards, createCarriedCards } from './carried-cards.ts'

/** What a menu is asked for: a card, gate, link or terminal by id, or the ground. */
export interface MenuTarget {
  readonly id: string | undefined
  /** Where on the window, and where on the board. */
  readonly at: Point
  readonly place: Point
}

/** What a page does with a board from outside. */
export interface BoardApi {
  /** Moves the keyboard's place to a card, and the view if it is not in sight. */
  readonly focusOn: (id: string) => void
  /** Moves the view no further than it needs to show all of a card. */
  readonly bringIntoView: (id: string) => void
  /** Gives the board itself the focus. */
  readonly takeFocus: () => void
  readonly fit: () => void
  /** Another zoom, around what has the keyboard or is selected, if that is in view, else around the middle. */
  readonly zoom: (next: (zoom: number) => number) => void
  /** Shows all of the board, or, where that would be too small to read, a card. */
  readonly fitOrShow: (id: string) => void
  /** Fits the board into another room, for whoever has not looked elsewhere since it was fitted. */
  readonly refit: (room: Room) => void
  /** Keeps the path of a card in the light until it is pinned again. */
  readonly pinPath: (id: string) => void
  /** Moves cards while they are dragged; nothing else renders. */
  readonly carried: CarriedCards
  readonly toBoard: (at: Point) => Point
  readonly toWindow: (place: Point) => Point
  /** The card that covers a place of the board. */
  readonly cardAt: (place: Point) => string | undefined
  readonly targetOf: (id: string | undefined, at: Point | undefined) => MenuTarget
}

/** Makes the api of a board; it stays the same while the board is shown. */
export function useBoardApi(
  element: RefObject<HTMLElement | null>,
  picture: BoardPicture,
  setFocused: (id: string) => void,
  pinPath: (id: string) => void,
  fitted: RefObject<Viewport | undefined>,
  meant: string | undefined,
): BoardApi {
  const flow = useReactFlow()
  const shown = useRef(picture)
  shown.current = picture
  const kept = useRef(meant)
  kept.current = meant
  return useMemo(() => {
    const stopOf = (id: string | undefined): BoardStop | undefined =>
      stopsOf(shown.current).find((stop) => stop.id === id)
    function bring(stop: BoardStop, { x, y, zoom }: Viewport = flow.getViewport()): void {
      const frame = element.current?.getBoundingClientRect()
      if (frame === undefined) return
      const [left, top] = [stop.x * zoom + x, stop.y * zoom + y]
      const [right, bottom] = [left + stop.width * zoom, top + stop.height * zoom]
      const isAllInView = left >= 8 && top >= 8 && right <= frame.width - 8 && bottom <= frame.height - 8
      if (isAllInView) return
      const byX = pushInto(left, right, edge, frame.width - edge)
      const byY = pushInto(top, bottom, edge, frame.height - underControls)
      // What is near is pushed into view, so that the eye keeps its place; what is far off is gone to.
      if (zoom >= 0.6 && Math.abs(byX) < frame.width && Math.abs(byY) < frame.height)
        void flow.setViewport({ x: x + byX, y: y + byY, zoom })
      else void flow.setCenter(stop.x + stop.width / 2, stop.y + stop.height / 2, { zoom: Math.max(zoom, 0.6) })
    }
    function fitInto(room: Room): void {
      fitted.current = fittedView(shown.current, room)
      void flow.setViewport(fitted.current)
    }
    const carried = createCarriedCards(
      (id) =>
        element.current?.querySelector<HTMLElement>(`.react-flow__node[data-id=${JSON.stringify(id)}]`) ?? undefined,
    )
    return {
      focusOn(id) {
        setFocused(id)
        const stop = stopOf(id)
        if (stop !== undefined) bring(stop)
      },
      bringIntoView(id) {
        const stop = stopOf(id)
        if (stop !== undefined) bring(stop)
      },
      takeFocus: () => element.current?.focus(),
      fit() {
        if (element.current !== null) fitInto(roomOf(element.current))
      },
      zoom(next) {
        if (element.current === null) return
        const before = flow.getViewport()
        const room = roomOf(element.current)
        const stop = stopOf(kept.current)
        const isKept = stop !== undefined && isInView(stop, before, room)
        const zoom = Math.min(mostZoom, Math.max(leastZoom, next(before.zoom)))
        const view = zoomedView(before, zoom, room, isKept ? stop : undefined)
        void flow.setViewport(view)
        // What is larger now may reach over an edge.
        if (isKept) bring(stop, view)
      },
      fitOrShow(id) {
        const stop = stopOf(id)
        const view = element.current === null ? undefined : fittedView(shown.current, roomOf(element.current))
        if (stop !== undefined && view !== undefined && view.zoom < leastRead) bring(stop)
        else if (element.current !== null) fitInto(roomOf(element.current))
      },
      refit(room) {
        if (fitted.current !== undefined && isSameView(fitted.current, flow.getViewport())) fitInto(room)
      },
      pinPath,
      carried,
      toBoard: (at) => flow.screenToFlowPosition(at),
      toWindow: (place) => flow.flowToScreenPosition(place),
      cardAt: ({ x, y }) => cardIndex(shown.current.cards).within({ x, y, width: 0, height: 0 })[0]?.id,
      targetOf(id, given) {
        if (given !== undefined) return { id, at: given, place: flow.screenToFlowPosition(given) }
        const stop = stopOf(id)
        const frame = element.current?.getBoundingClientRect()
        const place =
          stop === undefined
            ? flow.screenToFlowPosition({
                x: (frame?.left ?? 0) + (frame?.width ?? 0) / 2,
                y: (frame?.top ?? 0) + (frame?.height ?? 0) / 3,
              })
            : { x: stop.x + stop.width / 2, y: stop.y + stop.height }
        const at = flow.flowToScreenPosition(place)
        if (frame === undefined) return { id, at, place }
        // What the outline means may be out of view: what opens for it stands at the nearest edge.
        const x = Math.min(Math.max(at.x, frame.left + edge), frame.right - edge)
        const y = Math.min(Math.max(at.y, frame.top + edge), frame.bottom - edge)
        return { id, at: { x, y }, place }
      },
    }
  }, [element, flow, fitted, pinPath, setFocused])
}

// In pixels of the window: what is left free at the edges, and below for controls, minimap and the sockets of a card.
const edge = 24
const underControls = 96

/** How far something has to go to lie between two edges; the first edge wins where there is no room. */
function pushInto(from: number, to: number, first: number, last: number): number {
  if (from < first) return first - from
  return to > last ? Math.max(last - to, first - from) : 0
}
