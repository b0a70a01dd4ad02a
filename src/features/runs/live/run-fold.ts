import { storedRunEventSchema, type StoredRunEvent } from '#domain/run/events.ts'
import { evolveOwn } from '#domain/run/evolve.ts'
import { changesOf } from '#domain/run/run-patch.ts'
import { stateOf, tally, tallyOf } from '#domain/run/run-state.ts'
import type { Run, StageRun } from '#domain/run/state.ts'
import { isLarge } from './large-run.ts'
import type { FromRunWorker, StageFace } from './run-worker-messages.ts'

/** Moves with every event. */
const moves = new Set(['sequence', 'attempts'])

export interface RunFold {
  /** Takes events as the stream gave them. */
  readonly take: (texts: readonly string[]) => void
  /** The last change has arrived: the next may be said. */
  readonly taken: () => void
  /** The stages whose cards are seen from now on; undefined for all of them, as at the beginning. */
  readonly see: (stages: readonly string[] | undefined) => void
}

export interface RunFoldPorts {
  readonly say: (message: FromRunWorker) => void
  /** Does something after so many milliseconds. */
  readonly later: (work: () => void, milliseconds: number) => void
}

/** So many stages are said of in one piece: a change of thousands is a task on both sides in which cards wait. */
const mostAtOnce = 150

/** How long the page takes to follow grows with the run, and while it does its cards wait: in milliseconds. */
const stepOf = (stages: number): number => (stages > 1000 ? 2000 : 1000)

/**
 * Folds what comes at once, and says what has changed as soon as whoever hears it has taken the change before. Of a large run it says at once only what cards
 * in view show, and the rest in steps; whatever is about the run as a whole it says at once.
 */
export function createRunFold(begun: Run, { say, later }: RunFoldPorts): RunFold {
  let run = begun
  /** The run as it was when the last change was said, and the stages that have changed since, as they were then. */
  let said = begun
  let before = new Map<string, StageRun | undefined>()
  /** The stages of the events since anything was said, and what was said ahead. */
  let touched = new Set<string>()
  let faces = new Map<string, StageFace>()
  let seen: ReadonlySet<string> | undefined
  /** The stages by which the word for the run was counted. */
  const counted = new Map<string, StageRun>(Object.entries(begun.stages))
  const counts = tallyOf(begun)
  const inSteps = isLarge(begun)
  let isTaken = true
  let isStepWanted = false
  let isStepDue = !inSteps
  /** How many pieces of the change that is being said come before its last. */
  let piecesLeft: number | undefined

  function tell(): void {
    if (!isTaken || run.sequence === said.sequence) return
    const news = [...touched].flatMap((name) => run.stages[name] ?? [])
    for (const stage of news) count(stage)
    touched = new Set()
    const { stages: _own, ...head } = { ...run, state: stateOf(run, counts) }
    const { stages: _same, ...saidHead } = said
    const changes = changesOf(saidHead, head)
    if (isStepDue || piecesLeft !== undefined || Object.keys(changes).some((field) => !moves.has(field)))
      tellAll(head, changes, news)
    else tellAhead(news)
  }

  function count(stage: StageRun): void {
    const from = counted.get(stage.stage)
    if (from !== undefined) tally(counts, from, -1)
    tally(counts, stage)
    counted.set(stage.stage, stage)
  }

  /** The stages that have changed, piece by piece, with what cards show of those that change meanwhile; what is about the run as a whole comes last. */
  function tellAll(head: Omit<Run, 'stages'>, changes: Partial<Omit<Run, 'stages'>>, news: readonly StageRun[]): void {
    const { stages } = run
    piecesLeft = (piecesLeft ?? Math.ceil(before.size / mostAtOnce)) - 1
    const isLast = piecesLeft <= 0
    const due = isLast ? [...before] : [...before].slice(0, mostAtOnce)
    const ofStages = due.flatMap(([name, from]) => {
      before.delete(name)
      faces.delete(name)
      const to = stages[name]
      if (to === undefined || to === from) return []
      return [[name, from === undefined ? to : changesOf(from, to)] as const]
    })
    if (isLast) {
      piecesLeft = undefined
      isStepDue = !inSteps
      said = { ...head, stages }
    }
    isTaken = false
    const patch = { run: isLast ? changes : {}, stages: Object.fromEntries(ofStages) }
    say({ kind: 'changed', faces: newFaces(news.filter(({ stage }) => before.has(stage))), patch })
  }

  function tellAhead(news: readonly StageRun[]): void {
    const made = newFaces(news)
    if (!isStepWanted) {
      isStepWanted = true
      later(step, stepOf(counted.size))
    }
    if (made.length === 0) return
    isTaken = false
    say({ kind: 'changed', faces: made })
  }

  /** What cards in view do not show yet. */
  function newFaces(news: readonly StageRun[]): readonly StageFace[] {
    const others = news.filter(
      (stage) => seen?.has(stage.stage) !== false && !hasFace(faces.get(stage.stage) ?? before.get(stage.stage), stage),
    )
    const made = others.map(({ stage, state, startedAt, endedAt }): StageFace => ({ stage, state, startedAt, endedAt }))
    for (const face of made) faces.set(face.stage, face)
    return made
  }

  function step(): void {
    isStepWanted = false
    isStepDue = true
    tell()
  }

  function remember({ stages }: Run, { event }: StoredRunEvent): void {
    const names = 'stage' in event ? [event.stage] : event.kind === 'attempt-started' ? Object.keys(stages) : []
    for (const name of names) {
      touched.add(name)
      if (!before.has(name)) before.set(name, stages[name])
    }
  }

  function take(texts: readonly string[]): void {
    const next: StoredRunEvent[] = []
    let { sequence } = run
    for (const text of texts) {
      const event = readEvent(text)
      if (event === undefined || event.sequence <= sequence) continue
      if (event.sequence > sequence + 1) {
        say({ kind: 'gap' })
        break
      }
      sequence = event.sequence
      remember(run, event)
      next.push(event)
    }
    run = evolveOwn(run, next)
    tell()
  }

  return {
    take,
    taken() {
      isTaken = true
      tell()
    },
    see(stages) {
      seen = stages === undefined ? undefined : new Set(stages)
      // What comes into view may have changed while nobody saw it.
      for (const name of before.keys()) if (seen?.has(name) !== false) touched.add(name)
      tell()
    },
  }
}

function hasFace(face: StageFace | undefined, { state, startedAt, endedAt }: StageRun): boolean {
  return face?.state === state && face.startedAt === startedAt && face.endedAt === endedAt
}

/** An event of a newer server that this page does not know leaves a gap, and the run is read again. */
function readEvent(text: string): StoredRunEvent | undefined {
  const data: unknown = JSON.parse(text)
  const parsed = storedRunEventSchema.safeParse(data)
  return parsed.success ? parsed.data : undefined
}
