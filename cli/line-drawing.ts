import stringWidth from 'string-width'
import { stageEdges } from '#domain/line/graph.ts'
import type { AssemblyLine } from '#domain/line/line.ts'

/** Bits for the sides at which a line leaves a cell of the drawing. */
const [left, right, up, down] = [1, 2, 4, 8]
const strokes: Readonly<Record<number, string>> = {
  [left]: '─',
  [right]: '─',
  [up]: '│',
  [down]: '│',
  [left | right]: '─',
  [up | down]: '│',
  [left | down]: '╮',
  [left | up]: '╯',
  [right | down]: '╭',
  [right | up]: '╰',
  [left | right | down]: '┬',
  [left | right | up]: '┴',
  [left | up | down]: '┤',
  [right | up | down]: '├',
  [left | right | up | down]: '┼',
}
const plainStrokes: Readonly<Record<number, string>> = {
  [left]: '-',
  [right]: '-',
  [left | right]: '-',
  [up]: '|',
  [down]: '|',
  [up | down]: '|',
}

interface Node {
  /** The stage; undefined where a long link passes through. */
  readonly label: string | undefined
  readonly level: number
  row: number
  readonly after: Node[]
  readonly before: Node[]
}

/** Draws the stages of a line as boxes from left to right with their dependencies; undefined if there is a cycle. */
export function drawLine(line: AssemblyLine, style: { readonly ascii: boolean }): string | undefined {
  const levels = layers(line)
  if (levels === undefined) return undefined
  arrange(levels)
  const height = Math.max(...levels.map((nodes) => Math.max(...nodes.map(({ row }) => row)))) + 1
  const cells: string[][] = Array.from({ length: height }, () => [])
  let x = 0
  levels.forEach((nodes, level) => {
    const width = Math.max(...nodes.map(({ label }) => (label === undefined ? 0 : stringWidth(label) + 2)))
    for (const node of nodes) placeNode(cells[node.row] ?? [], x, width, node, style.ascii)
    x += width
    if (level < levels.length - 1) x += drawLinks(cells, x, nodes, style.ascii)
  })
  return cells
    .map((row) =>
      Array.from({ length: x }, (_, at) => row[at] ?? ' ')
        .join('')
        .trimEnd(),
    )
    .join('\n')
}

/** Puts each stage on the level of its longest path; links over several levels pass through nodes without a label. */
function layers(line: AssemblyLine): Node[][] | undefined {
  const edges = [...new Map(stageEdges(line).map(({ from, to }) => [`${from}\0${to}`, { from, to }])).values()]
  const levelOf = new Map<string, number>()
  const stages = line.spec.stages.map(({ name }) => name)
  for (let round = 0; round <= stages.length; round++) {
    let changed = false
    for (const name of stages) {
      const level = Math.max(
        0,
        ...edges.filter(({ to }) => to === name).map(({ from }) => (levelOf.get(from) ?? 0) + 1),
      )
      if (levelOf.get(name) !== level) changed = true
      levelOf.set(name, level)
    }
    if (!changed) break
    if (round === stages.length) return undefined
  }
  const gated = new Map(line.spec.stages.map(({ name, gates }) => [name, (gates ?? []).length > 0]))
  const levels: Node[][] = Array.from({ length: Math.max(...levelOf.values()) + 1 }, () => [])
  function add(label: string | undefined, level: number): Node {
    const node: Node = { label, level, row: 0, after: [], before: [] }
    levels[level]?.push(node)
    return node
  }
  const nodes = new Map(
    stages.map((name) => [name, add(`${gated.get(name) === true ? '◆ ' : ''}${name}`, levelOf.get(name) ?? 0)]),
  )
  for (const { from, to } of edges) {
    const [start, end] = [nodes.get(from), nodes.get(to)]
    if (start === undefined || end === undefined) continue
    // Skips dependencies that another path already implies.
    if (isReached(edges, from, to)) continue
    let last = start
    for (let level = start.level + 1; level < end.level; level++) last = link(last, add(undefined, level))
    link(last, end)
  }
  return levels
}

function link(from: Node, to: Node): Node {
  from.after.push(to)
  to.before.push(from)
  return to
}

function isReached(
  edges: readonly { readonly from: string; readonly to: string }[],
  from: string,
  to: string,
): boolean {
  const open = edges.filter((edge) => edge.from === from && edge.to !== to).map((edge) => edge.to)
  const seen = new Set<string>()
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (name === to) return true
    if (seen.has(name)) continue
    seen.add(name)
    open.push(...edges.filter((edge) => edge.from === name).map((edge) => edge.to))
  }
  return false
}

/** Chooses rows that keep links short: each node near the middle of its neighbours, at least one row apart from others on its level. */
function arrange(levels: readonly Node[][]): void {
  for (const nodes of levels) nodes.forEach((node, row) => (node.row = row * 2))
  for (let round = 0; round < 6; round++) {
    for (const nodes of round % 2 === 0 ? levels : levels.toReversed()) {
      const wish = new Map(
        nodes.map((node) => {
          const linked = round % 2 === 0 ? node.before : node.after
          return [node, linked.length === 0 ? node.row : linked.reduce((sum, { row }) => sum + row, 0) / linked.length]
        }),
      )
      nodes.sort((a, b) => (wish.get(a) ?? 0) - (wish.get(b) ?? 0))
      let free = 0
      for (const node of nodes) {
        node.row = Math.max(free, Math.round(wish.get(node) ?? 0))
        free = node.row + 2
      }
    }
  }
  const top = Math.min(...levels.flat().map(({ row }) => row))
  for (const node of levels.flat()) node.row -= top
}

function placeNode(row: string[], x: number, width: number, { label, before, after }: Node, ascii: boolean): void {
  const dash = ascii ? '-' : '─'
  if (label === undefined) {
    for (let at = 0; at < width; at++) row[x + at] = dash
    return
  }
  const text = `[${ascii ? label.replace('◆', '*') : label}]`
  const gap = width - stringWidth(text)
  ;[...text].forEach((letter, at) => (row[x + at] = letter))
  // A character two columns wide leaves the next cell empty.
  for (let at = [...text].length; at < stringWidth(text); at++) row[x + at] = ''
  for (let at = 0; at < gap; at++) row[x + stringWidth(text) + at] = after.length > 0 ? dash : ' '
  if (before.length > 0 && x > 0) row[x - 1] = ascii ? '>' : '▶'
}

/** Draws the links between two levels and returns their width: one column per node with links to other rows. */
function drawLinks(cells: string[][], x: number, nodes: readonly Node[], ascii: boolean): number {
  const bent = nodes.filter(({ row, after }) => after.some((next) => next.row !== row))
  const width = bent.length + 3
  const sides: number[][] = cells.map(() => [])
  const add = (row: number, at: number, side: number) => {
    const line = sides[row]
    if (line !== undefined) line[at] = (line[at] ?? 0) | side
  }
  for (const node of nodes) {
    const lane = 1 + bent.indexOf(node)
    for (const next of node.after) {
      if (next.row === node.row) {
        for (let at = 0; at < width; at++) add(node.row, at, left | right)
        continue
      }
      for (let at = 0; at < lane; at++) add(node.row, at, left | right)
      const step = next.row > node.row ? 1 : -1
      add(node.row, lane, left | (step > 0 ? down : up))
      for (let row = node.row + step; row !== next.row; row += step) add(row, lane, up | down)
      add(next.row, lane, (step > 0 ? up : down) | right)
      for (let at = lane + 1; at < width; at++) add(next.row, at, left | right)
    }
  }
  sides.forEach((line, row) => {
    line.forEach((mask, at) => {
      const target = cells[row]
      if (target !== undefined) target[x + at] = (ascii ? plainStrokes[mask] : strokes[mask]) ?? '+'
    })
  })
  return width
}
