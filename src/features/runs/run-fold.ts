import { storedRunEventSchema, type StoredRunEvent } from '#domain/run/events.ts'
import { evolveOwn } from '#domain/run/evolve.ts'
import { changesOf } from '#domain/run/run-patch.ts'
import { stateOf } from '#domain/run/run-state.ts'
import type { Run, StageRun } from '#domain/run/state.ts'
import type { FromRunWorker } from './run-worker-messages.ts'

export interface RunFold {
  /** Takes events as the stream gave them. */
  readonly take: (texts: readonly string[]) => void
  /** The last change has arrived: the next may be said. */
  readonly taken: () => void
}

/** Folds what comes at once, and says what has changed as soon as whoever hears it has taken the change before. */
export function createRunFold(begun: Run, say: (message: FromRunWorker) => void): RunFold {
  let run = begun
  /** The run as it was when the last change was said, and the stages that have changed since, as they were then. */
  let said = begun
  let before = new Map<string, StageRun | undefined>()
  // Going through a record of thousands takes far longer than going through a map.
  const all = new Map<string, StageRun>(Object.entries(begun.stages))
  let isTaken = true

  function tell(): void {
    if (!isTaken || run.sequence === said.sequence) return
    const { stages } = run
    const changes = [...before].flatMap(([name, from]) => {
      const to = stages[name]
      if (to === undefined || to === from) return []
      all.set(name, to)
      return [[name, from === undefined ? to : changesOf(from, to)] as const]
    })
    const { stages: _own, ...head } = { ...run, state: stateOf(run, [...all.values()]) }
    const { stages: _same, ...saidHead } = said
    say({ kind: 'changed', patch: { run: changesOf(saidHead, head), stages: Object.fromEntries(changes) } })
    said = { ...head, stages }
    before = new Map()
    isTaken = false
  }

  function remember({ stages }: Run, { event }: StoredRunEvent): void {
    const names = 'stage' in event ? [event.stage] : event.kind === 'attempt-started' ? Object.keys(stages) : []
    for (const name of names) if (!before.has(name)) before.set(name, stages[name])
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
  }
}

/** An event of a newer server that this page does not know leaves a gap, and the run is read again. */
function readEvent(text: string): StoredRunEvent | undefined {
  const data: unknown = JSON.parse(text)
  const parsed = storedRunEventSchema.safeParse(data)
  return parsed.success ? parsed.data : undefined
}
