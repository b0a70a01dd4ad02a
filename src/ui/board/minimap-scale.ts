import type { Box } from './board-model.ts'

// Pixels: the smallest extent in which places can be told apart.
const least = 36

/**
 * How to draw a board small: in its proportions, unless that were too thin, as one lane with a thousand stages would
 * be. Then its short side is scaled up.
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
