import { at, type LineGraph } from './line-graph.ts'
import type { LayoutBox, LayoutInput, LineLayout } from './layout-model.ts'
import { cardHeight, laneHead } from './board-measures.ts'

type Terminal = LineLayout['terminals'][number]

const terminal = { width: 108, narrowest: 56, widest: 140, height: 40, gap: 10 }

/** Places inputs at the left edge and results at the right, in declared order, each near its linked cards and without overlaps. */
export function terminalPlaces(
  { input, count, valueFrom, valueTo }: LineGraph,
  cards: readonly LayoutBox[],
  right: number,
): LineLayout['terminals'] {
  const { inputs, results } = input
  const links = new Int32Array(inputs.length + results.length)
  const heights = new Float64Array(links.length)
  function add(index: number, stage: number): void {
    links[index] = at(links, index) + 1
    heights[index] = (heights[index] ?? 0) + (cards[stage]?.y ?? 0)
  }
  for (let link = 0; link < valueFrom.length; link++) {
    const [from, to] = [at(valueFrom, link), at(valueTo, link)]
    if (from >= count && to >= 0 && to < count) add(from - count, to)
    else if (to >= count && from >= 0 && from < count) add(to - count, from)
  }
  const yOf = (index: number): number => {
    const linked = at(links, index)
    if (linked === 0) return laneHead
    return Math.round((heights[index] ?? 0) / linked) + (cardHeight - terminal.height) / 2
  }
  const { height } = terminal
  return [
    ...spread(
      inputs.map((name, index) => {
        const width = widthOf(input, name)
        return { id: `input:${name}`, side: 'left', x: -width - terminal.gap, y: yOf(index), width, height }
      }),
    ),
    ...spread(
      results.map((name, index) => ({
        id: `result:${name}`,
        side: 'right',
        x: right + terminal.gap,
        y: yOf(inputs.length + index),
        width: widthOf(input, name),
        height,
      })),
    ),
  ]
}

/** Width of a terminal: while editing, what its name needs (12 px mono); on a run's board it also shows values. */
function widthOf({ trays }: LayoutInput, name: string): number {
  if (!trays) return terminal.width
  return Math.min(terminal.widest, Math.max(terminal.narrowest, Math.ceil(name.length * 7.2) + 18))
}

/** Moves overlapping terminals down; keeps the list's order. */
function spread(places: readonly Terminal[]): Terminal[] {
  const heights = new Map<Terminal, number>()
  let free = Number.NEGATIVE_INFINITY
  for (const place of places.toSorted((a, b) => a.y - b.y)) {
    const y = Math.max(place.y, free)
    free = y + terminal.height + 8
    heights.set(place, y)
  }
  return places.map((place) => ({ ...place, y: heights.get(place) ?? place.y }))
}
