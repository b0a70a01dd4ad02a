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

/** What a menu was opened on: a card, gate, link or terminal by id, or the ground. */
export interface MenuTarget {
  readonly id: string | undefined
  /** The point, in window and in board coordinates. */
  readonly at: Point
  readonly place: Point
}

/** What a page can do to a board from outside. */
export interface BoardApi {
  /** Moves the board's focus to a card, and scrolls to it if it is out of view. */
  readonly focusOn: (id: string) => void
  /** Moves the view just far enough to show a whole card. */
  readonly bringIntoView: (id: string) => void
  /** Gives the board itself the focus. */
  readonly takeFocus: () => void
  readonly fit: () => void
  /** Zooms around the focused or selected card if it is in view, else around the middle. */
  readonly zoom: (next: (zoom: number) => number) => void
  /** Shows the whole board, or a card if that would be too small to read. */
  readonly fitOrShow: (id: string) => void
  /** Fits the board into another size. If the person has moved the view since it was last fitted, its cards stay where they are. */
  readonly refit: (room: Room) => void
  /** Keeps the path of a card lit until it is pinned again. */
  readonly pinPath: (id: string) => void
  /** Moves dragged cards without rendering anything else. */
  readonly carried: CarriedCards
  readonly toBoard: (at: Point) => Point
  readonly toWindow: (place: Point) => Point
  /** The card at a point of the board. */
  readonly cardAt: (place: Point) => string | undefined
  readonly targetOf: (id: string | undefined, at: Point | undefined) => MenuTarget
}

/** The API of a board; stable while the board is mounted. */
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
      // Move the view smoothly to what is near, so that the eye can follow; jump to what is far.
      if (zoom >= 0.6 && Math.abs(byX) < frame.width && Math.abs(byY) < frame.height)
        void flow.setViewport({ x: x + byX, y: y + byY, zoom })
      else void flow.setCenter(stop.x + stop.width / 2, stop.y + stop.height / 2, { zoom: Math.max(zoom, 0.6) })
    }
    function fitInto(room: Room): void {
      fitted.current = fittedView(shown.current, room)
      void flow.setViewport(fitted.current)
    }
    let topBefore: number | undefined
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
        // The enlarged card may now reach beyond an edge.
        if (isKept) bring(stop, view)
      },
      fitOrShow(id) {
        const stop = stopOf(id)
        const view = element.current === null ? undefined : fittedView(shown.current, roomOf(element.current))
        if (stop !== undefined && view !== undefined && view.zoom < leastRead) bring(stop)
        else if (element.current !== null) fitInto(roomOf(element.current))
      },
      refit(room) {
        const view = flow.getViewport()
        const top = element.current?.offsetTop ?? 0
        // What comes above the board, such as a note, pushes it down, but not what somebody is about to press in it.
        const pushed = top - (topBefore ?? top)
        topBefore = top
        if (fitted.current !== undefined && isSameView(fitted.current, view)) fitInto(room)
        else if (pushed !== 0) void flow.setViewport({ ...view, y: view.y - pushed })
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
        // A menu for something out of view opens at the nearest edge.
        const x = Math.min(Math.max(at.x, frame.left + edge), frame.right - edge)
        const y = Math.min(Math.max(at.y, frame.top + edge), frame.bottom - edge)
        return { id, at: { x, y }, place }
      },
    }
  }, [element, flow, fitted, pinPath, setFocused])
}

// Pixels to keep free at the edges, and at the bottom for controls, minimap and a card's sockets.
const edge = 24
const underControls = 96

/** How far to move something so that it lies between two edges; without enough room the first edge wins. */
function pushInto(from: number, to: number, first: number, last: number): number {
  if (from < first) return first - from
  return to > last ? Math.max(last - to, first - from) : 0
}
