import { getViewportForBounds, type Viewport } from '@xyflow/react'
import { useEffect, useState, type RefObject } from 'react'
import type { BoardPicture, Box } from './board-model.ts'
import { boundsAround, touches } from './spatial-index.ts'

const margin = 12

/** Pixels taken by the controls over the lower corners, with some air. */
const underControls = 60
const besideControls = 260

/** The smallest zoom of a board. */
export const leastZoom = 0.05

/** The largest zoom of a board. */
export const mostZoom = 2

function sidesOf({ lanes, terminals }: BoardPicture): { readonly left: number; readonly right: number } {
  const left = Math.min(...lanes.map((lane) => lane.x))
  const right = Math.max(...lanes.map((lane) => lane.x + lane.width))
  return {
    left: terminals.some((terminal) => terminal.x < left) ? 0 : margin,
    right: terminals.some((terminal) => terminal.x + terminal.width > right) ? 0 : margin,
  }
}

/** A size in CSS pixels. */
export interface Room {
  readonly width: number
  readonly height: number
}

/** The current size of an element; forces a layout. */
export function roomOf({ clientWidth: width, clientHeight: height }: HTMLElement): Room {
  return { width, height }
}

/**
 * The size of an element, reported by the browser after its first layout. Measuring earlier would force layout in the
 * task that rendered the page, and render its dependents in the same task.
 */
export function useRoom(element: RefObject<HTMLElement | null>): Room | undefined {
  const [room, setRoom] = useState<Room>()
  useEffect(() => {
    const measured = element.current
    if (measured === null) return undefined
    const observer = new ResizeObserver(() => setRoom(roomOf(measured)))
    observer.observe(measured)
    return () => observer.disconnect()
  }, [element])
  return room
}

/** Extends lanes to the height of the board, since they are columns, when the whole picture is in view. */
export function fillHeight(picture: BoardPicture, room: Room): BoardPicture {
  const boxes: readonly Box[] = [...picture.lanes, ...picture.cards, ...picture.gates, ...picture.terminals]
  const { left, right } = sidesOf(picture)
  const zoom = Math.min(1, (room.width - left - right) / Math.max(1, boundsAround(boxes)?.width ?? 1))
  const height = Math.floor((room.height - 2 * margin) / zoom)
  return {
    ...picture,
    lanes: picture.lanes.map((lane) => ({ ...lane, height: Math.max(lane.height, height - lane.y) })),
  }
}

/**
 * The view that shows a whole picture, at zoom 1 if it fits. Terminals touch the board's sides; lanes keep a margin and
 * reach below the controls, where nothing else is.
 */
export function fittedView(picture: BoardPicture, room: Room): Viewport {
  const { lanes, cards, gates, terminals } = picture
  const standing: readonly Box[] = [...cards, ...gates, ...terminals]
  const { left, right } = sidesOf(picture)
  function around(columns: readonly Box[], below: number): Viewport {
    const bounds = boundsAround([...columns, ...standing]) ?? { x: 0, y: 0, ...room }
    const padding = { top: px(margin), bottom: px(below), left: px(left), right: px(right) }
    return getViewportForBounds(bounds, room.width, room.height, leastZoom, 1, padding)
  }
  const view = around(fillHeight(picture, room).lanes, margin)
  const isClear = ({ x, y, width, height }: Box): boolean => {
    const [left, right] = [x * view.zoom + view.x, (x + width) * view.zoom + view.x]
    const isBetween = left >= besideControls && right <= room.width - besideControls
    return isBetween || (y + height) * view.zoom + view.y <= room.height - underControls
  }
  return standing.every(isClear) ? view : around(lanes, underControls)
}

/** Zoom steps for keys and buttons: actual size, larger, smaller. */
export const actual = (): number => 1
export const larger = (zoom: number): number => zoom * 1.2
export const smaller = (zoom: number): number => zoom / 1.2

/** Below this zoom words cannot be read. */
export const leastRead = 0.4

// A picture of differences can be smaller, since colours and outlines tell them too.
const leastTold = leastRead / 2

/**
 * The first view of a board: all of it, or if that were too small to read, the selection, the cards that matter, or the
 * first cards.
 */
export function firstView(
  picture: BoardPicture,
  room: Room,
  selected: string | undefined,
  about?: ReadonlySet<string>,
): { readonly view: Viewport; readonly isWhole: boolean } {
  const whole = fittedView(picture, room)
  if (whole.zoom >= (about === undefined ? leastRead : leastTold)) return { view: whole, isWhole: true }
  const told = about === undefined ? undefined : boundsAround(picture.cards.filter(({ id }) => about.has(id)))
  if (told !== undefined)
    return { view: getViewportForBounds(told, room.width, room.height, leastZoom, 1, px(2 * margin)), isWhole: false }
  const chosen = picture.cards.find((card) => card.id === selected)
  if (chosen !== undefined) {
    const x = (room.width - chosen.width) / 2 - chosen.x
    return { view: { x, y: (room.height - chosen.height) / 2 - chosen.y, zoom: 1 }, isWhole: false }
  }
  const { x, y } = boundsAround(picture.cards) ?? { x: 0, y: 0 }
  return { view: { x: 160 - x, y: 120 - y, zoom: 1 }, isWhole: false }
}

function areaOf({ x, y, zoom }: Viewport, room: Room): Box {
  return { x: -x / zoom, y: -y / zoom, width: room.width / zoom, height: room.height / zoom }
}

/** Whether any part of a box is in view. */
export function isInView(box: Box, view: Viewport, room: Room): boolean {
  return touches(box, areaOf(view, room))
}

/** The view at another zoom: a box keeps its place in the window, or without one the middle does. */
export function zoomedView(view: Viewport, zoom: number, room: Room, kept: Box | undefined): Viewport {
  const { x, y, width, height } = kept ?? areaOf(view, room)
  const by = view.zoom - zoom
  return { x: view.x + (x + width / 2) * by, y: view.y + (y + height / 2) * by, zoom }
}

function px(count: number): `${number}px` {
  return `${count}px`
}

/** Whether two views show the same. */
export function isSameView(one: Viewport, other: Viewport): boolean {
  const isNear = (a: number, b: number): boolean => Math.abs(a - b) < 0.5
  return isNear(one.x, other.x) && isNear(one.y, other.y) && Math.abs(one.zoom - other.zoom) < 0.001
}
