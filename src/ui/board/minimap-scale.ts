import type { Box } from './board-model.ts'

// The smallest extent in which one still sees where things are.
const least = 36

/**
 * How a board is drawn small into a room: in its own shape, unless that were a hair's breadth, as of one lane with a thousand stages. Its
 * short side is then drawn larger than its long one.
 */
export function minimapScale(
  bounds: Pick<Box, 'width' | 'height'>,
  room: Pick<Box, 'width' | 'height'>,
): { readonly x: number; readonly y: number } {
  const fitting = { x: room.width / bounds.width, y: room.height / bounds.height }
  const even = Math.min(fitting.x, fitting.y)
  return {
    x: Math.min(fitting.x, Math.max(even, least / bounds.width)),
    y: Math.min(fitting.y, Math.max(even, least / bounds.height)),
  }
}
