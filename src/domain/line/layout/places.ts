import type { LayoutBox, LayoutInput, LayoutStage, LineLayout } from './layout-model.ts'

export const cardHeight = 64
const laneHead = 52
const laneFoot = 24
const laneGap = 8
// Between the cards of two lanes stand, from left to right: the bus of the order links, the lane's border, the values' channel
// in the gap, the next border, and the turns of what enters (routes.ts).
const laneLeft = 24
const firstLaneLeft = 12
const laneRight = 17
const columnGap = 28
const mostColumns = 3
const gateRoom = 44
const gate = { width: 44, height: 50 }
const terminal = { width: 96, narrowest: 56, widest: 140, height: 40, gap: 10 }

type Places = Omit<LineLayout, 'routes'>

interface Row {
  readonly level: number
  readonly rank: number
}

interface Cell {
  readonly lane: string
  readonly row: string
  readonly stages: LayoutStage[]
}

function keyOf({ level, rank }: Row): string {
  return `${String(level)} ${String(rank)}`
}

/** Distance from one row of cards to the next. */
export function rowPitch(input: LayoutInput): number {
  return cardHeight + (input.trays ? 72 : 24)
}

/** Places cards, lanes, gates and terminals. */
export function placeStages(input: LayoutInput): Places {
  const rows = rowsOf(input)
  const cells = cellsOf(input, rows)
  const rowTops = topsOfRows(input, cells, rows)
  const lanes = input.lanes.filter((lane) => input.stages.some((stage) => stage.lane === lane))
  const cards: LayoutBox[] = []
  const laneBoxes: LayoutBox[] = []
  let x = 0
  for (const lane of lanes) {
    const own = [...cells.values()].filter((cell) => cell.lane === lane)
    const columns = Math.max(1, ...own.map((cell) => Math.min(mostColumns, cell.stages.length)))
    const left = leftOf(input, lane, lane === lanes[0])
    const width = left + laneRight + columns * input.cardWidth + (columns - 1) * columnGap
    for (const cell of own) cards.push(...cardsOf(input, cell, x + left, rowTops.tops.get(cell.row) ?? laneHead))
    laneBoxes.push({ id: lane, x, y: 0, width, height: rowTops.bottom + laneFoot })
    x += width + laneGap
  }
  const placed = { lanes: laneBoxes, cards }
  return { ...placed, gates: gatesOf(input, placed), terminals: terminalsOf(input, placed, x - laneGap) }
}

/** Room left of a lane's cards: nothing turns in the first lane but what comes from the inputs, unless it has a gate or values of its own. */
function leftOf(input: LayoutInput, lane: string, isFirst: boolean): number {
  if (!isFirst) return laneLeft
  const own = new Set(input.stages.filter((stage) => stage.lane === lane).map((stage) => stage.name))
  const isCrossed =
    input.gates.some((entry) => entry.holds.some((name) => own.has(name))) ||
    input.values.some(({ from, to }) => 'stage' in from && 'stage' in to && own.has(to.stage))
  return isCrossed ? laneLeft : firstLaneLeft
}

/**
 * Level of each stage inside its lane: one below an earlier stage of the same application there (what verifies stands below what it
 * verifies), beside stages of other applications. Stages on a cycle count as first.
 */
function levelsInLanes(stages: readonly LayoutStage[]): ReadonlyMap<string, number> {
  const byName = new Map(stages.map((stage) => [stage.name, stage]))
  const levels = new Map<string, number>()
  const open = new Set<string>()
  function levelOf(stage: LayoutStage): number {
    const known = levels.get(stage.name)
    if (known !== undefined) return known
    if (open.has(stage.name)) return 0
    open.add(stage.name)
    let level = 0
    for (const name of stage.after) {
      const before = byName.get(name)
      if (before === undefined || before.lane !== stage.lane) continue
      level = Math.max(level, levelOf(before) + (before.application === stage.application ? 1 : 0))
    }
    open.delete(stage.name)
    levels.set(stage.name, level)
    return level
  }
  for (const stage of stages) levelOf(stage)
  return levels
}

/** The first level has a row per application, the same in every lane; further down a lane fills its rows from the top. */
function rowsOf(input: LayoutInput): ReadonlyMap<string, Row> {
  const levels = levelsInLanes(input.stages)
  const ranks = new Map(input.applications.map((application, index) => [application, index]))
  const used = new Map<string, number>()
  const rows = new Map<string, Row>()
  const inOrder = input.stages.toSorted(
    (a, b) => (ranks.get(a.application) ?? ranks.size) - (ranks.get(b.application) ?? ranks.size),
  )
  for (const { name, lane, application } of inOrder) {
    const level = levels.get(name) ?? 0
    const place = `${lane}\n${String(level)}\n${application}`
    const count = `${lane}\n${String(level)}`
    if (!used.has(place)) {
      used.set(place, level === 0 ? (ranks.get(application) ?? ranks.size) : (used.get(count) ?? 0))
      used.set(count, (used.get(count) ?? 0) + 1)
    }
    rows.set(name, { level, rank: used.get(place) ?? 0 })
  }
  return rows
}

function cellsOf(input: LayoutInput, rows: ReadonlyMap<string, Row>): Map<string, Cell> {
  const cells = new Map<string, Cell>()
  for (const stage of input.stages) {
    const row = keyOf(rows.get(stage.name) ?? { level: 0, rank: 0 })
    const key = `${stage.lane}\n${row}`
    const cell = cells.get(key) ?? { lane: stage.lane, row, stages: [] }
    cell.stages.push(stage)
    cells.set(key, cell)
  }
  return cells
}

/** Rows stand in the order of level, then rank; gates get room between the first level and what follows. */
function topsOfRows(input: LayoutInput, cells: ReadonlyMap<string, Cell>, rows: ReadonlyMap<string, Row>) {
  const lines = new Map<string, number>()
  for (const cell of cells.values())
    lines.set(cell.row, Math.max(lines.get(cell.row) ?? 1, Math.ceil(cell.stages.length / mostColumns)))
  const sorted = [...new Map([...rows.values()].map((row) => [keyOf(row), row])).values()].toSorted(
    (a, b) => a.level - b.level || a.rank - b.rank,
  )
  const tops = new Map<string, number>()
  let y = laneHead
  let level = 0
  for (const row of sorted) {
    if (row.level > level && level === 0 && input.gates.length > 0) y += gateRoom
    level = row.level
    tops.set(keyOf(row), y)
    y += (lines.get(keyOf(row)) ?? 1) * rowPitch(input)
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
    const before = input.stages
      .filter((stage) => holds.includes(stage.name))
      .flatMap((stage) => stage.after.flatMap((entry) => cards.get(entry) ?? []))
    const lowestHeld = Math.max(...held.map((card) => card.y + card.height))
    const highestBefore = Math.min(...before.map((card) => card.y))
    const isBelow = before.length > 0 && highestBefore > lowestHeld
    // What comes before may stand far below: the hexagon still stays in the gap under what it holds.
    const middle = isBelow ? Math.min((lowestHeld + highestBefore) / 2, lowestHeld + 64) : lowestHeld + 40
    let y = middle - gate.height / 2
    while (taken.some((other) => Math.abs(other.x - (first.x - laneLeft)) < 80 && Math.abs(other.y - y) < gate.height))
      y += gate.height + 12
    taken.push({ id: name, x: first.x - laneLeft - gate.width / 2, y, ...gate })
  }
  return taken
}

/** Inputs at the left edge and results at the right, each near the cards it is linked with, none over another. */
function terminalsOf(
  input: LayoutInput,
  placed: Pick<Places, 'cards' | 'lanes'>,
  right: number,
): LineLayout['terminals'] {
  const cards = new Map(placed.cards.map((card) => [card.id, card]))
  const yOf = (stages: readonly string[]): number => {
    const linked = stages.flatMap((stage) => cards.get(stage) ?? [])
    return linked.length === 0
      ? laneHead
      : linked.reduce((sum, card) => sum + card.y, 0) / linked.length + (cardHeight - terminal.height) / 2
  }
  const inputs = input.inputs.map((name) => {
    const users = input.values.flatMap(({ from, to }) =>
      'input' in from && from.input === name && 'stage' in to ? [to.stage] : [],
    )
    const width = widthOf(input, name)
    return { id: `input:${name}`, side: 'left' as const, x: -width - terminal.gap, y: yOf(users), width }
  })
  const results = input.results.map((name) => {
    const sources = input.values.flatMap(({ from, to }) =>
      'result' in to && !('stage' in to) && to.result === name && 'stage' in from ? [from.stage] : [],
    )
    const width = widthOf(input, name)
    return { id: `result:${name}`, side: 'right' as const, x: right + terminal.gap, y: yOf(sources), width }
  })
  return [...spread(inputs), ...spread(results)].map((place) => ({
    ...place,
    height: terminal.height,
  }))
}

/** While editing a terminal is as wide as its name (12 px mono) needs; a board of a run shows values in it. */
function widthOf(input: LayoutInput, name: string): number {
  if (!input.trays) return terminal.width
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
