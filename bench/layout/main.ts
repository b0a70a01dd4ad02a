import dagre from '@dagrejs/dagre'
import ELK from 'elkjs/lib/elk.bundled.js'
import type { LayoutInput } from '#domain/line/layout/layout-model.ts'
import { layoutLine, layoutNext } from '#domain/line/layout/layout.ts'
import { lineOf, shapes } from './lines.ts'

/*
 * Layout of a line: ours against ELK's layered algorithm and dagre (tight tree, its faster one) on the same graphs, alternately, by the CPU time of
 * this process, all warm. Ours also routes the links. A sweep of ours up to 20,000 stages shows that cost grows at most linearly. Also: how many
 * order links cross as straight lines between cards, and how many cards move when a stage is added anywhere.
 */

const turns = Number(process.argv[2] ?? 5)
const budget = { elk: 200, dagre: 100, moved: 0.05 }
const elk = new ELK()
const card = { width: 168, height: 64 }
type Places = ReadonlyMap<string, { readonly x: number; readonly y: number }>

function linksOf({ stages }: LayoutInput): readonly (readonly [string, string])[] {
  return stages.flatMap((stage) => stage.after.map((before) => [before, stage.name] as const))
}

async function elkLayout(input: LayoutInput): Promise<Places> {
  const { children = [] } = await elk.layout({
    id: 'root',
    layoutOptions: { 'elk.algorithm': 'layered' },
    children: input.stages.map((stage) => ({ id: stage.name, ...card })),
    edges: linksOf(input).map(([from, to]) => ({ id: `${from}>${to}`, sources: [from], targets: [to] })),
  })
  return new Map(children.map(({ id, x = 0, y = 0 }) => [id, { x, y }]))
}

function dagreLayout(input: LayoutInput): Places {
  const graph = new dagre.graphlib.Graph()
  graph.setGraph({ rankdir: 'LR', ranker: 'tight-tree' })
  graph.setDefaultEdgeLabel(() => ({}))
  for (const stage of input.stages) graph.setNode(stage.name, { ...card })
  for (const [from, to] of linksOf(input)) graph.setEdge(from, to)
  dagre.layout(graph)
  return new Map(input.stages.map(({ name }) => [name, graph.node(name)]))
}

function ourLayout(input: LayoutInput): Places {
  return new Map(layoutLine(input).cards.map((box) => [box.id, box]))
}

async function cpuOf(work: () => unknown, times = 1): Promise<number> {
  const before = process.cpuUsage()
  for (let time = 0; time < times; time++) await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000 / times
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

/** How many pairs of straight links cross; links that share a card do not cross there. */
function crossingsOf(input: LayoutInput, places: Places): number {
  const lines = linksOf(input).flatMap(([from, to]) => {
    const [a, b] = [places.get(from), places.get(to)]
    return a === undefined || b === undefined ? [] : [{ from, to, a, b }]
  })
  type Point = (typeof lines)[number]['a']
  const side = (a: Point, b: Point, c: Point): number =>
    Math.sign((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x))
  let count = 0
  for (let i = 0; i < lines.length; i++)
    for (let j = i + 1; j < lines.length; j++) {
      const [p, q] = [lines[i], lines[j]]
      if (p === undefined || q === undefined) continue
      if (p.from === q.from || p.to === q.to || p.from === q.to || p.to === q.from) continue
      if (side(p.a, p.b, q.a) * side(p.a, p.b, q.b) < 0 && side(q.a, q.b, p.a) * side(q.a, q.b, p.b) < 0) count += 1
    }
  return count
}

const shown = (value: number): string => value.toFixed(1).padStart(10)
const missed: string[] = []

// Warms all three up until the JavaScript engine has compiled them; ours needs more calls, since each is short.
for (let time = 0; time < 100; time++) layoutLine(lineOf(504))

process.stdout.write(
  `CPU in ms, medians of ${String(turns)} turns\n\n  stages      ours       elk     dagre  elk/ours  dagre/ours\n`,
)
for (const stages of [104, 504, 2000]) {
  const input = lineOf(stages)
  const times = { ours: [] as number[], elk: [] as number[], dagre: [] as number[] }
  await cpuOf(() => layoutLine(input), 10)
  for (let turn = 0; turn < turns; turn++) {
    times.ours.push(await cpuOf(() => layoutLine(input), 10))
    times.elk.push(await cpuOf(() => elkLayout(input)))
    times.dagre.push(await cpuOf(() => dagreLayout(input)))
  }
  const [ours, byElk, byDagre] = [median(times.ours), median(times.elk), median(times.dagre)]
  if (stages === 2000 && byElk / ours < budget.elk) missed.push(`1/${String(budget.elk)} of ELK`)
  if (stages === 2000 && byDagre / ours < budget.dagre) missed.push(`1/${String(budget.dagre)} of dagre`)
  process.stdout.write(
    `${String(input.stages.length).padStart(8)}${shown(ours)}${shown(byElk)}${shown(byDagre)}${shown(byElk / ours)}${shown(byDagre / ours).padStart(12)}\n`,
  )
}

process.stdout.write('\nOurs alone\n  stages        ms  us/stage\n')
for (const stages of [104, 1000, 5000, 10_000, 20_000]) {
  const input = lineOf(stages)
  layoutLine(input)
  const times: number[] = []
  for (let turn = 0; turn < turns; turn++) times.push(await cpuOf(() => layoutLine(input), 3))
  const cost = median(times)
  process.stdout.write(
    `${String(input.stages.length).padStart(8)}${shown(cost)}${shown((1000 * cost) / input.stages.length)}\n`,
  )
}

process.stdout.write(`\nCrossings${' '.repeat(17)}ours       elk     dagre\n`)
for (const [name, input] of Object.entries(shapes)) {
  const ours = crossingsOf(input, ourLayout(input))
  const byElk = crossingsOf(input, await elkLayout(input))
  const byDagre = crossingsOf(input, dagreLayout(input))
  if (ours > Math.min(byElk, byDagre)) missed.push(`crossings of ${name}`)
  process.stdout.write(
    `${name.padEnd(20)}${[ours, byElk, byDagre].map((count) => String(count).padStart(10)).join('')}\n`,
  )
}

/** Adds one stage after each of several, as a leaf or in between; returns the maximum and mean share of other stages that moved. */
function movedBy(input: LayoutInput, isBetween: boolean): { readonly most: number; readonly mean: number } {
  const before = layoutNext(input, undefined)
  const shares = input.stages
    .filter((_, index) => index % Math.ceil(input.stages.length / 100) === 0)
    .map((last) => {
      const added = { ...last, name: 'one-more', after: [last.name], inputs: [], outputs: [] }
      const others = isBetween
        ? input.stages.map((stage) => ({
            ...stage,
            after: stage.after.map((name) => (name === last.name ? 'one-more' : name)),
          }))
        : input.stages
      const after = new Map(
        layoutNext({ ...input, stages: [...others, added] }, before).layout.cards.map((box) => [box.id, box]),
      )
      const moved = before.layout.cards.filter(
        ({ id, x, y }) => after.get(id)?.x !== x || after.get(id)?.y !== y,
      ).length
      return moved / input.stages.length
    })
  return { most: Math.max(...shares), mean: shares.reduce((sum, share) => sum + share, 0) / shares.length }
}

process.stdout.write(
  '\nOne stage added: share of the others that move\n  stages    leaf, most  mean   between, most  mean\n',
)
for (const stages of [60, 504, 2000]) {
  const input = lineOf(stages)
  const [leaf, between] = [movedBy(input, false), movedBy(input, true)]
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`.padStart(10)
  if (stages === 2000 && Math.max(leaf.most, between.most) > budget.moved) missed.push('stability')
  process.stdout.write(
    `${String(stages).padStart(8)}${[leaf.most, leaf.mean, between.most, between.mean].map(percent).join('')}\n`,
  )
}

process.stdout.write(
  `\nBudgets (1/${String(budget.elk)} of ELK, 1/${String(budget.dagre)} of dagre at 2,000; no more crossings than the better of both; 5 % moved): ${missed.length === 0 ? 'kept' : `missed: ${missed.join(', ')}`}\n`,
)
process.exitCode = missed.length === 0 ? 0 : 1
