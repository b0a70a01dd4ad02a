import { storedRunEventSchema, type StoredRunEvent } from '#domain/run/events.ts'
import { evolveOwn } from '#domain/run/evolve.ts'
import { changesOf } from '#domain/run/run-patch.ts'
import { stateOf, tally, tallyOf } from '#domain/run/run-state.ts'
import type { Run, StageRun } from '#domain/run/state.ts'
import { isLarge } from './large-run.ts'
import type { FromRunWorker, StageFace } from './run-worker-messages.ts'

/** Fields that change with every event. */
const moves = new Set(['sequence', 'attempts'])

export interface RunFold {
  /** Takes events as text, as the stream delivers them. */
  readonly take: (texts: readonly string[]) => void
  /** The page has taken the last change and can take the next. */
  readonly taken: () => void
  /** The stages whose cards are visible from now on; undefined for all, as at the beginning. */
  readonly see: (stages: readonly string[] | undefined) => void
}

export interface RunFoldPorts {
  readonly post: (message: FromRunWorker) => void
  /** Runs something after so many milliseconds. */
  readonly later: (work: () => void, milliseconds: number) => void
}

/** How many stages are sent at a time: sending thousands would block both sides. */
const mostAtOnce = 150

/**
 * Milliseconds between changes: the larger the run, the longer the page takes to follow, and its cards wait meanwhile.
 */
const stepOf = (stages: number): number => (stages > 1000 ? 2000 : 1000)

/**
 * Folds events into the run as they come, and sends what has changed as soon as the page has taken the change before.
 * For a large run, only visible cards and the run as a whole are sent at once, the rest in steps.
 */
export function createRunFold(begun: Run, { post, later }: RunFoldPorts): RunFold {
  let run = begun
  /** The run as last sent, and the stages that have changed since. */
  let sent = begun
  let before = new Map<string, StageRun | undefined>()
  /** Stages with events since the last change, and faces that were sent ahead of it. */
  let touched = new Set<string>()
  let faces = new Map<string, StageFace>()
  let seen: ReadonlySet<string> | undefined
  /** The stages from which the run's state was counted. */
  const counted = new Map<string, StageRun>(Object.entries(begun.stages))
  const counts = tallyOf(begun)
  const inSteps = isLarge(begun)
  let isTaken = true
  let isStepWanted = false
  let isStepDue = !inSteps
  /** How many pieces of the current change are still to be sent before its last. */
  let piecesLeft: number | undefined

  function send(): void {
    if (!isTaken || run.sequence === sent.sequence) return
    const changedStages = [...touched].flatMap((name) => run.stages[name] ?? [])
    for (const stage of changedStages) count(stage)
    touched = new Set()
    const { stages: _own, ...head } = { ...run, state: stateOf(run, counts) }
    const { stages: _same, ...sentHead } = sent
    const changes = changesOf(sentHead, head)
    if (isStepDue || piecesLeft !== undefined || Object.keys(changes).some((field) => !moves.has(field)))
      sendAll(head, changes, changedStages)
    else sendFaces(changedStages)
  }

  function count(stage: StageRun): void {
    const from = counted.get(stage.stage)
    if (from !== undefined) tally(counts, from, -1)
    tally(counts, stage)
    counted.set(stage.stage, stage)
  }

  /**
   * Sends the changed stages piece by piece, together with faces that change meanwhile. The last piece is about the run
   * as a whole.
   */
  function sendAll(
    head: Omit<Run, 'stages'>,
    changes: Partial<Omit<Run, 'stages'>>,
    changedStages: readonly StageRun[],
  ): void {
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
      sent = { ...head, stages }
    }
    isTaken = false
    const patch = { run: isLast ? changes : {}, stages: Object.fromEntries(ofStages) }
    post({ kind: 'changed', faces: newFaces(changedStages.filter(({ stage }) => before.has(stage))), patch })
  }

  function sendFaces(changedStages: readonly StageRun[]): void {
    const made = newFaces(changedStages)
    if (!isStepWanted) {
      isStepWanted = true
      later(step, stepOf(counted.size))
    }
    if (made.length === 0) return
    isTaken = false
    post({ kind: 'changed', faces: made })
  }

  /** Faces of visible cards that are out of date. */
  function newFaces(changedStages: readonly StageRun[]): readonly StageFace[] {
    const others = changedStages.filter(
      (stage) => seen?.has(stage.stage) !== false && !hasFace(faces.get(stage.stage) ?? before.get(stage.stage), stage),
    )
    const made = others.map(({ stage, state, startedAt, endedAt }): StageFace => ({ stage, state, startedAt, endedAt }))
    for (const face of made) faces.set(face.stage, face)
    return made
  }

  function step(): void {
    isStepWanted = false
    isStepDue = true
    send()
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
        post({ kind: 'gap' })
        break
      }
      sequence = event.sequence
      remember(run, event)
      next.push(event)
    }
    run = evolveOwn(run, next)
    send()
  }

  return {
    take,
    taken() {
      isTaken = true
      send()
    },
    see(stages) {
      seen = stages === undefined ? undefined : new Set(stages)
      // A card that comes into view may have changed while it was out of view.
      for (const name of before.keys()) if (seen?.has(name) !== false) touched.add(name)
      send()
    },
  }
}

function hasFace(face: StageFace | undefined, { state, startedAt, endedAt }: StageRun): boolean {
  return face?.state === state && face.startedAt === startedAt && face.endedAt === endedAt
}

/** An event that this page is too old to know leaves a gap, and the run is read again. */
function readEvent(text: string): StoredRunEvent | undefined {
  const data: unknown = JSON.parse(text)
  const parsed = storedRunEventSchema.safeParse(data)
  return parsed.success ? parsed.data : undefined
}
