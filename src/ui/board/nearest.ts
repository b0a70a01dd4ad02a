import type { Box } from './board-model.ts'

export type Direction = 'left' | 'right' | 'up' | 'down'

/** The box that an arrow key leads to: the nearest in its direction, with sideways distance counted double. */
export function nearestInDirection<T extends Box & { readonly id: string }>(
  boxes: readonly T[],
  from: T,
  direction: Direction,
): T | undefined {
  const origin = centreOf(from)
  let best: { readonly box: T; readonly cost: number } | undefined
  for (const box of boxes) {
    if (box.id === from.id) continue
    const centre = centreOf(box)
    const [along, across] = measured(centre.x - origin.x, centre.y - origin.y, direction)
    if (along <= 0) continue
    const cost = along + 2 * Math.abs(across)
    if (best === undefined || cost < best.cost) best = { box, cost }
  }
  return best?.box
}

function measured(dx: number, dy: number, direction: Direction): readonly [number, number] {
  switch (direction) {
    case 'left':
      return [-dx, dy]
    case 'right':
      return [dx, dy]
    case 'up':
      return [-dy, dx]
    case 'down':
      return [dy, dx]
  }
}

function centreOf(box: Box) {
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}
