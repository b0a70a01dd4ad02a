import dagre from '@dagrejs/dagre'
import ELK from 'elkjs/lib/elk.bundled.js'
import { bigLine } from '#domain/line/big-line.ts'
import type { LayoutInput } from '#domain/line/layout/layout-model.ts'
import { layoutInputOf } from '#domain/line/layout/layout-input.ts'
import { layoutLine } from '#domain/line/layout/layout.ts'
import { parseLine } from '#domain/line/parse.ts'

/*
 * Laying a line out: ours against ELK's layered algorithm and dagre (tight tree, its faster one) on the same graphs, in turns, by the CPU
 * time of this process. Ours routes the links too. A sweep of ours up to 20,000 stages shows how cost grows: linear or better.
 */

const turns = Number(process.argv[2] ?? 5)
const budget = { elk: 200, dagre: 100 }
const elk = new ELK()
const card = { width: 168, height: 64 }

function inputOf(stages: number): LayoutInput {
  const { text, world } = bigLine(stages)
  const { line } = parseLine(text)
  if (line === undefined) throw new Error('The made-up line cannot be read')
  return layoutInputOf(
    line,
    {
      environmentOf: (_, deployment) => deployment,
      deploys: (pipeline) => pipeline.endsWith('-deploy'),
      environments: world.environments.map((environment) => environment.name),
      applications: world.applications.map((application) => application.name),
    },
    { cardWidth: card.width, trays: true, positions: {} },
  )
}

function linksOf({ stages }: LayoutInput): readonly (readonly [string, string])[] {
  return stages.flatMap((stage) => stage.after.map((before) => [before, stage.name] as const))
}

async function elkLayout(input: LayoutInput): Promise<void> {
  await elk.layout({
    id: 'root',
    layoutOptions: { 'elk.algorithm': 'layered' },
    children: input.stages.map((stage) => ({ id: stage.name, ...card })),
    edges: linksOf(input).map(([from, to]) => ({ id: `${from}>${to}`, sources: [from], targets: [to] })),
  })
}

function dagreLayout(input: LayoutInput): void {
  const graph = new dagre.graphlib.Graph()
  graph.setGraph({ rankdir: 'LR', ranker: 'tight-tree' })
  graph.setDefaultEdgeLabel(() => ({}))
  for (const stage of input.stages) graph.setNode(stage.name, { ...card })
  for (const [from, to] of linksOf(input)) graph.setEdge(from, to)
  dagre.layout(graph)
}

async function cpuOf(work: () => unknown): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

const shown = (value: number): string => value.toFixed(1).padStart(10)
let isWithin = true

process.stdout.write(
  `CPU in ms, medians of ${String(turns)} turns\n\n  stages      ours       elk     dagre  elk/ours  dagre/ours\n`,
)
for (const stages of [104, 504, 2000]) {
  const input = inputOf(stages)
  const times = { ours: [] as number[], elk: [] as number[], dagre: [] as number[] }
  layoutLine(input)
  for (let turn = 0; turn < (stages > 1000 ? Math.min(turns, 3) : turns); turn++) {
    times.ours.push(await cpuOf(() => layoutLine(input)))
    times.elk.push(await cpuOf(() => elkLayout(input)))
    times.dagre.push(await cpuOf(() => dagreLayout(input)))
  }
  const [ours, byElk, byDagre] = [median(times.ours), median(times.elk), median(times.dagre)]
  if (stages === 2000) isWithin = byElk / ours >= budget.elk && byDagre / ours >= budget.dagre
  process.stdout.write(
    `${String(input.stages.length).padStart(8)}${shown(ours)}${shown(byElk)}${shown(byDagre)}${shown(byElk / ours)}${shown(byDagre / ours).padStart(12)}\n`,
  )
}

process.stdout.write('\nOurs alone\n  stages        ms  us/stage\n')
for (const stages of [104, 1000, 5000, 10_000, 20_000]) {
  const input = inputOf(stages)
  layoutLine(input)
  const times: number[] = []
  for (let turn = 0; turn < turns; turn++) times.push(await cpuOf(() => layoutLine(input)))
  const cost = median(times)
  process.stdout.write(
    `${String(input.stages.length).padStart(8)}${shown(cost)}${shown((1000 * cost) / input.stages.length)}\n`,
  )
}

// Stability: one more stage at the end of an application.
const before = layoutLine(inputOf(2000))
const input = inputOf(2000)
const last = input.stages[1000]
const grown = layoutLine({
  ...input,
  stages:
    last === undefined
      ? input.stages
      : [...input.stages, { ...last, name: 'one-more', after: [last.name], inputs: [], outputs: [] }],
})
const places = new Map(grown.cards.map((box) => [box.id, box]))
const moved = before.cards.filter((box) => places.get(box.id)?.x !== box.x || places.get(box.id)?.y !== box.y).length
process.stdout.write(
  `\nOne stage added to 2,000: ${String(moved)} others moved (${((100 * moved) / before.cards.length).toFixed(1)} %)\n`,
)
process.stdout.write(
  `\nBudget at 2,000: ${String(budget.elk)}x of ELK, ${String(budget.dagre)}x of dagre: ${isWithin ? 'kept' : 'missed'}\n`,
)
process.exitCode = isWithin ? 0 : 1
