import type { LayoutBox, LayoutInput, LayoutStage, LineLayout } from './layout.ts'

export const cardHeight = 64
const laneHead = 52
const laneFoot = 24
const laneGap = 8
const laneLeft = 30
const laneRight = 22
const columnGap = 28
const mostColumns = 3
const gate = { width: 44, height: 50 }
const terminal = { width: 104, height: 40, gap: 24 }

type Places = Omit<LineLayout, 'routes'>

interface Cell {
  readonly lane: string
  readonly row: string
  readonly stages: LayoutStage[]
}

/** Distance from one row of cards to the next. */
export function rowPitch(input: LayoutInput): number {
  return cardHeight + (input.trays ? 72 : 24)
}

/** Places cards, lanes, gates and terminals. */
export function placeStages(input: LayoutInput): Places {
  const depths = depthsInLanes(input.stages)
  const cells = cellsOf(input, depths)
  const rowTops = topsOfRows(input, cells, depths)
  const lanes = input.lanes.filter((lane) => input.stages.some((stage) => stage.lane === lane))
  const cards: LayoutBox[] = []
  const laneBoxes: LayoutBox[] = []
  let x = 0
  for (const lane of lanes) {
    const own = [...cells.values()].filter((cell) => cell.lane === lane)
    const columns = Math.max(1, ...own.map((cell) => Math.min(mostColumns, cell.stages.length)))
    const width = laneLeft + laneRight + columns * input.cardWidth + (columns - 1) * columnGap
    for (const cell of own) cards.push(...cardsOf(input, cell, x + laneLeft, rowTops.tops.get(cell.row) ?? laneHead))
    laneBoxes.push({ id: lane, x, y: 0, width, height: rowTops.bottom + laneFoot })
    x += width + laneGap
  }
  const placed = { lanes: laneBoxes, cards }
  return { ...placed, gates: gatesOf(input, placed), terminals: terminalsOf(input, placed, x - laneGap) }
}

/** Longest way to a stage from the first stages of its own lane: what stands further down. Stages on a cycle count as first. */
function depthsInLanes(stages: readonly LayoutStage[]): ReadonlyMap<string, number> {
  const byName = new Map(stages.map((stage) => [stage.name, stage]))
  const depths = new Map<string, number>()
  const open = new Set<string>()
  function depthOf(stage: LayoutStage): number {
    const known = depths.get(stage.name)
    if (known !== undefined) return known
    if (open.has(stage.name)) return 0
    open.add(stage.name)
    let depth = 0
    for (const name of stage.after) {
      const before = byName.get(name)
      if (before !== undefined && before.lane === stage.lane) depth = Math.max(depth, depthOf(before) + 1)
    }
    open.delete(stage.name)
    depths.set(stage.name, depth)
    return depth
  }
  for (const stage of stages) depthOf(stage)
  return depths
}

function rowOf(stage: LayoutStage, depths: ReadonlyMap<string, number>): string {
  return `${String(depths.get(stage.name) ?? 0)} ${stage.application}`
}

function cellsOf(input: LayoutInput, depths: ReadonlyMap<string, number>): Map<string, Cell> {
  const cells = new Map<string, Cell>()
  for (const stage of input.stages) {
    const row = rowOf(stage, depths)
    const key = `${stage.lane}\n${row}`
    const cell = cells.get(key) ?? { lane: stage.lane, row, stages: [] }
    cell.stages.push(stage)
    cells.set(key, cell)
  }
  return cells
}

/** Rows stand in the order of depth, then application, the same in every lane, so that a change is followed with the eye. */
function topsOfRows(input: LayoutInput, cells: ReadonlyMap<string, Cell>, depths: ReadonlyMap<string, number>) {
  const order = new Map(input.applications.map((application, index) => [application, index]))
  const rows = new Map<string, { depth: number; rank: number; lines: number }>()
  for (const cell of cells.values()) {
    const [first] = cell.stages
    if (first === undefined) continue
    const lines = Math.ceil(cell.stages.length / mostColumns)
    const known = rows.get(cell.row)
    const rank = order.get(first.application) ?? order.size
    rows.set(cell.row, { depth: depths.get(first.name) ?? 0, rank, lines: Math.max(lines, known?.lines ?? 1) })
  }
  const sorted = [...rows].toSorted(([, a], [, b]) => a.depth - b.depth || a.rank - b.rank)
  const tops = new Map<string, number>()
  let y = laneHead
  for (const [row, { lines }] of sorted) {
    tops.set(row, y)
    y += lines * rowPitch(input)
  }
  return { tops, bottom: y - (rowPitch(input) - cardHeight) + (input.trays ? 24 : 0) }
}

function cardsOf(input: LayoutInput, cell: Cell, left: number, top: number): LayoutBox[] {
  return cell.stages.map((stage, index) => {
    const own = input.positions[stage.name]
    const x = left + (index % mostColumns) * (input.cardWidth + columnGap)
    const y = top + Math.floor(index / mostColumns) * rowPitch(input)
    return { id: stage.name, x: own?.x ?? x, y: own?.y ?? y, width: input.cardWidth, height: cardHeight }
  })
}

/** A gate stands on the left border of the lane that it opens, between what comes before and what it holds. */
function gatesOf(input: LayoutInput, placed: Pick<Places, 'cards' | 'lanes'>): LayoutBox[] {
  const cards = new Map(placed.cards.map((card) => [card.id, card]))
  const taken: LayoutBox[] = []
  for (const { name, holds } of input.gates) {
    const held = holds.flatMap((stage) => cards.get(stage) ?? [])
    const [first] = held.toSorted((a, b) => a.x - b.x)
    if (first === undefined) continue
    const before = input.stages.filter((stage) => holds.includes(stage.name)).flatMap((stage) => stage.after.flatMap((entry) => cards.get(entry) ?? []))
    const lowestHeld = Math.max(...held.map((card) => card.y + card.height))
    const highestBefore = Math.min(...before.map((card) => card.y))
    const isBelow = before.length > 0 && highestBefore > lowestHeld
    const middle = isBelow ? (lowestHeld + highestBefore) / 2 : lowestHeld + 40
    let y = middle - gate.height / 2
    while (taken.some((other) => Math.abs(other.x - (first.x - laneLeft)) < 80 && Math.abs(other.y - y) < gate.height)) y += gate.height + 12
    taken.push({ id: name, x: first.x - laneLeft - gate.width / 2, y, ...gate })
  }
  return taken
}

/** Inputs at the left edge and results at the right, each near the cards it is linked with, none over another. */
function terminalsOf(input: LayoutInput, placed: Pick<Places, 'cards' | 'lanes'>, right: number): LineLayout['terminals'] {
  const cards = new Map(placed.cards.map((card) => [card.id, card]))
  const yOf = (stages: readonly string[]): number => {
    const linked = stages.flatMap((stage) => cards.get(stage) ?? [])
    return linked.length === 0 ? laneHead : linked.reduce((sum, card) => sum + card.y, 0) / linked.length + (cardHeight - terminal.height) / 2
  }
  const inputs = input.inputs.map((name) => {
    const users = input.values.flatMap(({ from, to }) => ('input' in from && from.input === name && 'stage' in to ? [to.stage] : []))
    return { id: `input:${name}`, side: 'left' as const, x: -terminal.width - terminal.gap, y: yOf(users) }
  })
  const results = input.results.map((name) => {
    const sources = input.values.flatMap(({ from, to }) => ('result' in to && !('stage' in to) && to.result === name && 'stage' in from ? [from.stage] : []))
    return { id: `result:${name}`, side: 'right' as const, x: right + terminal.gap, y: yOf(sources) }
  })
  return [...spread(inputs), ...spread(results)].map((place) => ({ ...place, width: terminal.width, height: terminal.height }))
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
