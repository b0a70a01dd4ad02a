import { Box as BoxIcon, ListChecks, TerminalSquare, Workflow } from 'lucide-react'
import type { ReactNode } from 'react'
import type { InsideStage, InsideTask } from '#domain/run/stage/inside-stage.ts'
import type { StageRun } from '#domain/run/state.ts'
import { sidecarLogs, type StepStatus, type TaskRunStatus } from '#domain/tekton/run/status.ts'
import type { BoardCard, BoardLane, BoardLink, BoardPicture } from '#ui/board/board-model.ts'
import type { EnvironmentHue } from '#ui/marks.tsx'
import { layRanks } from '#ui/small-graph-layout.ts'
import type { State } from '#ui/state-mark.tsx'
import { stepMark, taskMark } from '../run-words.ts'

const card = { width: 208, height: 64 }
const gap = { x: 56, y: 24 }
const lane = { pad: 16, head: 44 }
/** Pixels from a card's top to where order links meet it. */
const socket = 20

/** Words in the pictures. */
export interface InsideWords {
  readonly tasks: string
  readonly finally: string
  readonly steps: (task: string) => string
  readonly sidecars: string
  readonly state: (state: State) => string
  readonly skipped: (reason: string) => string
  readonly stepCount: (count: number) => string
  readonly taskCount: (count: number) => string
  readonly exit: (code: number) => string
  readonly time: (from: string, to: string | undefined) => ReactNode
}

/** The tasks of a stage as a board: the pipeline in one lane, its finally tasks in the next. */
export function tasksPicture(
  { tasks, finally: finals }: InsideStage,
  stage: StageRun,
  hue: EnvironmentHue,
  words: InsideWords,
): BoardPicture {
  const known = new Map([...tasks, ...finals].map((task) => [task.path, task]))
  const cardOf = (path: string) => taskCard(path, known.get(path), stage, words)
  const first = column({
    nodes: tasks.map(({ path, after }) => ({ id: path, after })),
    lane: { id: 'tasks', title: words.tasks, hue },
    cardOf,
  })
  return pictureOf(first, {
    nodes: finals.map(({ path }) => ({ id: path, after: [] })),
    lane: { id: 'finally', title: words.finally, hue: 'build' },
    cardOf,
  })
}

/** The steps of a task one after the other, and its sidecars beside them. */
export function stepsPicture(
  { path, steps, sidecars }: Pick<InsideTask, 'path' | 'steps' | 'sidecars'>,
  stage: StageRun,
  hue: EnvironmentHue,
  words: InsideWords,
): BoardPicture {
  const run = stage.taskRuns.findLast(({ pipelineTask }) => pipelineTask === path)
  const known = run === undefined ? [] : [...run.steps, ...sidecarLogs(run)]
  const cardOf = (name: string) =>
    stepCard(
      name,
      known.find((one) => one.name === name),
      words,
    )
  const first = column({
    nodes: steps.map((id, index) => ({ id, after: steps.slice(Math.max(0, index - 1), index) })),
    lane: { id: 'steps', title: words.steps(path), hue },
    cardOf,
  })
  return pictureOf(first, {
    nodes: sidecars.map((id) => ({ id, after: [] })),
    lane: { id: 'sidecars', title: words.sidecars, hue: 'build' },
    cardOf,
  })
}

interface Column {
  readonly lane: BoardLane
  readonly cards: readonly BoardCard[]
  readonly links: readonly BoardLink[]
}

type Face = Partial<Pick<BoardCard, 'title'>> & Pick<BoardCard, 'subtitle' | 'trailing' | 'icon' | 'state' | 'sentence'>

interface Nodes {
  readonly nodes: readonly { readonly id: string; readonly after: readonly string[] }[]
  readonly lane: Pick<BoardLane, 'id' | 'title' | 'hue'>
  readonly cardOf: (id: string) => Face & { readonly state: State }
}

function column(given: Nodes, left = 0): Column {
  const cells = layRanks(given.nodes)
  const boxOf = (id: string) => {
    const { rank, row } = cells.get(id) ?? { rank: 0, row: 0 }
    const x = left + lane.pad + rank * (card.width + gap.x)
    return { ...card, x, y: lane.head + row * (card.height + gap.y) }
  }
  const cards = given.nodes.map(({ id }): BoardCard => {
    const plain = { id, title: id, fullTitle: id, badges: [], inputs: [], outputs: [] }
    return { ...plain, ...boxOf(id), ...given.cardOf(id) }
  })
  const ranks = 1 + Math.max(0, ...[...cells.values()].map(({ rank }) => rank))
  const rows = 1 + Math.max(0, ...[...cells.values()].map(({ row }) => row))
  const done = cards.filter(({ state }) => state === 'succeeded').length
  return {
    lane: {
      ...given.lane,
      ...{ x: left, y: 0, fact: `${String(done)} / ${String(cards.length)}` },
      width: 2 * lane.pad + ranks * card.width + (ranks - 1) * gap.x,
      height: lane.head + rows * (card.height + gap.y),
    },
    cards,
    links: given.nodes.flatMap(({ id, after }) =>
      after.map((from) => linkOf(from, id, boxOf(from), boxOf(id), cards.find((one) => one.id === id)?.state)),
    ),
  }
}

function linkOf(
  source: string,
  target: string,
  from: { readonly x: number; readonly y: number },
  to: { readonly x: number; readonly y: number },
  state: State | undefined,
): BoardLink {
  const [start, end] = [
    { x: from.x + card.width, y: from.y + socket },
    { x: to.x, y: to.y + socket },
  ]
  // Just before the target, so that the link passes above or below what is in between.
  const bend = end.x - gap.x / 2
  const points = [start.x, start.y, bend, start.y, bend, end.y, end.x, end.y]
  return { id: `${source}>${target}`, source, target, kind: 'order', points, pale: state === 'notStarted' }
}

/** A column, and a second one if it is not empty. */
function pictureOf(first: Column, behind: Nodes): BoardPicture {
  const columns = [first, ...(behind.nodes.length === 0 ? [] : [column(behind, first.lane.x + first.lane.width + 24)])]
  const height = Math.max(...columns.map((one) => one.lane.height))
  return {
    lanes: columns.map((one) => ({ ...one.lane, height })),
    cards: columns.flatMap(({ cards }) => cards),
    links: columns.flatMap(({ links }) => links),
    gates: [],
    terminals: [],
  }
}

function taskCard(
  path: string,
  task: InsideTask | undefined,
  stage: StageRun,
  words: InsideWords,
): Face & { readonly title: string; readonly state: State } {
  const run = stage.taskRuns.findLast(({ pipelineTask }) => pipelineTask === path)
  const skipped = stage.skippedTasks.find(({ name }) => name === path)
  const state: State = run !== undefined ? taskMark(run, stage) : skipped === undefined ? 'notStarted' : 'skipped'
  const size = task?.tasks === undefined ? stepsText(run, state, words) : words.taskCount(task.tasks)
  const subtitle = skipped === undefined ? size : words.skipped(skipped.reason)
  const name = task?.name ?? path
  const Icon = task?.tasks === undefined ? ListChecks : Workflow
  return {
    title: name,
    state,
    subtitle: run === undefined && skipped === undefined ? '' : subtitle,
    icon: <Icon size={16} strokeWidth={1.5} aria-hidden />,
    trailing: run?.startedAt === undefined ? null : words.time(run.startedAt, run.finishedAt),
    sentence: `${name}: ${words.state(state)}`,
  }
}

/** A task that asks people has no steps. */
function stepsText(run: TaskRunStatus | undefined, state: State, words: InsideWords): string {
  return run?.asks === undefined ? words.stepCount(run?.steps.length ?? 0) : words.state(state)
}

function stepCard(name: string, step: StepStatus | undefined, words: InsideWords): Face & { readonly state: State } {
  const state: State = step === undefined ? 'notStarted' : stepMark(step)
  return {
    state,
    subtitle: step?.exitCode === undefined ? '' : words.exit(step.exitCode),
    icon:
      step === undefined ? (
        <BoxIcon size={16} strokeWidth={1.5} aria-hidden />
      ) : (
        <TerminalSquare size={16} strokeWidth={1.5} aria-hidden />
      ),
    trailing: step?.startedAt === undefined ? null : words.time(step.startedAt, step.finishedAt),
    sentence: `${name}: ${words.state(state)}`,
  }
}
