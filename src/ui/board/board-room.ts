import { useLayoutEffect, useState, type RefObject } from 'react'
import type { BoardPicture, Box } from './board-model.ts'
import { boundsAround } from './spatial-index.ts'

const margin = 12

/** Terminals stand flush with the board's sides; lanes keep a margin above and below. */
export const fitOptions = { maxZoom: 1, padding: { x: '0px', y: `${margin}px` } } as const

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
  const zoom = Math.min(1, room.width / Math.max(1, boundsAround(boxes)?.width ?? 1))
  const height = Math.floor((room.height - 2 * margin) / zoom)
  return {
    ...picture,
    lanes: picture.lanes.map((lane) => ({ ...lane, height: Math.max(lane.height, height - lane.y) })),
  }
}
