import type { LineGraph } from './line-graph.ts'
import type { LayoutBox, LayoutInput, LineLayout } from './layout-model.ts'
import { cardHeight, laneHead } from './board-measures.ts'

const terminal = { width: 96, narrowest: 56, widest: 140, height: 40, gap: 10 }

/** Inputs at the left edge and results at the right, each near the cards it is linked with, none over another. */
export function terminalPlaces(
  { input, indexOf }: LineGraph,
  cards: readonly LayoutBox[],
  right: number,
): LineLayout['terminals'] {
  const heights = new Map<string, { sum: number; count: number }>()
  function count(terminalId: string, stage: string): void {
    const card = cards[indexOf.get(stage) ?? -1]
    if (card === undefined) return
    const known = heights.get(terminalId)
    if (known === undefined) heights.set(terminalId, { sum: card.y, count: 1 })
    else {
      known.sum += card.y
      known.count += 1
    }
  }
  for (const { from, to } of input.values) {
    if ('stage' in to) {
      if (!('stage' in from)) count(`input:${from.input}`, to.stage)
    } else if ('stage' in from) count(`result:${to.result}`, from.stage)
  }
  const yOf = (id: string): number => {
    const linked = heights.get(id)
    return linked === undefined ? laneHead : Math.round(linked.sum / linked.count) + (cardHeight - terminal.height) / 2
  }
  const inputs = input.inputs.map((name) => {
    const id = `input:${name}`
    const width = widthOf(input, name)
    return { id, side: 'left' as const, x: -width - terminal.gap, y: yOf(id), width, height: terminal.height }
  })
  const results = input.results.map((name) => {
    const id = `result:${name}`
    const width = widthOf(input, name)
    return { id, side: 'right' as const, x: right + terminal.gap, y: yOf(id), width, height: terminal.height }
  })
  return [...spread(inputs), ...spread(results)]
}

/** While editing a terminal is as wide as its name (12 px mono) needs; a board of a run shows values in it. */
function widthOf({ trays }: LayoutInput, name: string): number {
  if (!trays) return terminal.width
  return Math.min(terminal.widest, Math.max(terminal.narrowest, Math.ceil(name.length * 7.2) + 18))
}

function spread<T extends { readonly y: number }>(places: readonly T[]): T[] {
  let free = Number.NEGATIVE_INFINITY
  return places
    .toSorted((a, b) => a.y - b.y)
    .map((place) => {
      const y = Math.max(place.y, free)
      free = y + terminal.height + 8
      return { ...place, y }
    })
}
