import { useLayoutEffect, useState, type RefObject } from 'react'
import type { BoardPicture, Box } from './board-model.ts'
import { boundsAround } from './spatial-index.ts'

const margin = 12

/** Terminals stand flush with the board's sides; lanes keep a margin to all others. */
export function fitOptionsOf(picture: BoardPicture) {
  const { left, right } = sidesOf(picture)
  return {
    maxZoom: 1,
    padding: { top: `${margin}px`, bottom: `${margin}px`, left: `${left}px`, right: `${right}px` },
  } as const
}

function sidesOf({ lanes, terminals }: BoardPicture): { readonly left: number; readonly right: number } {
  const left = Math.min(...lanes.map((lane) => lane.x))
  const right = Math.max(...lanes.map((lane) => lane.x + lane.width))
  return {
    left: terminals.some((terminal) => terminal.x < left) ? 0 : margin,
    right: terminals.some((terminal) => terminal.x + terminal.width > right) ? 0 : margin,
  }
}

interface Room {
  readonly width: number
  readonly height: number
}

/** The size of an element in CSS pixels, known before the first paint and followed from then on. */
export function useRoom(element: RefObject<HTMLElement | null>): Room | undefined {
  const [room, setRoom] = useState<Room>()
  useLayoutEffect(() => {
    const measured = element.current
    if (measured === null) return undefined
    const measure = (): void => setRoom({ width: measured.clientWidth, height: measured.clientHeight })
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(measured)
    return () => observer.disconnect()
  }, [element])
  return room
}

/** Lanes are columns as high as the board: those of a low picture reach to its lower margin when all of it is in view. */
export function fillHeight(picture: BoardPicture, room: Room): BoardPicture {
  const boxes: readonly Box[] = [...picture.lanes, ...picture.cards, ...picture.terminals]
  const { left, right } = sidesOf(picture)
  const zoom = Math.min(1, (room.width - left - right) / Math.max(1, boundsAround(boxes)?.width ?? 1))
  const height = Math.floor((room.height - 2 * margin) / zoom)
  return {
    ...picture,
    lanes: picture.lanes.map((lane) => ({ ...lane, height: Math.max(lane.height, height - lane.y) })),
  }
}
