import type { Run } from '#domain/run/state.ts'
import type { Firing, Trigger, TriggerCause } from '#domain/triggers/trigger.ts'
import type { Ports } from '../../ports.ts'
import type { TriggerStore } from '../../ports/triggers.ts'
import type { RunLists } from '../runs/run-lists.ts'
import type { RunReader } from '../runs/run-reader.ts'
import { firedMark, madeUpFor } from './fired-mark.ts'
import type { Firings, Occasion } from './firings.ts'

type RunCause = Extract<TriggerCause, { kind: 'run' }>

/** Triggers that fire when a run of another line succeeds. */
export interface RunOccasions {
  /** Fires for runs that have succeeded since the last look. After a long stop of the server it only records them. */
  look(trigger: Trigger, on: RunCause): Promise<void>
  /** Fires for the newest successful run. */
  byHand(trigger: Trigger, on: RunCause, occasion: Occasion): Promise<Firing>
}

/** How many successful runs to look back at. */
const followed = 50

export function createRunOccasions(
  { clock, runIndex }: Pick<Ports, 'clock' | 'runIndex'>,
  options: {
    readonly triggers: TriggerStore
    readonly firings: Firings
    readonly runLists: Pick<RunLists, 'keepUp'>
    readonly reader: RunReader
    readonly signal: AbortSignal
  },
): RunOccasions {
  const { triggers, firings, runLists, reader, signal } = options

  /** The newest successful runs of a line, in the order in which they ended. */
  async function succeeded(project: string, line: string) {
    await runLists.keepUp(project)
    const found = await runIndex.list(project, { line, states: ['succeeded'] }, { limit: followed })
    return found
      .flatMap(({ id, endedAt }) => (endedAt === undefined ? [] : [{ id, endedAt }]))
      .sort((a, b) => a.endedAt.localeCompare(b.endedAt))
  }

  return {
    async look(trigger, on) {
      if (!trigger.enabled) return
      const mark = (await triggers.mark(trigger.id, firedMark)) ?? new Date(clock.now()).toISOString()
      for (const { id, endedAt } of await succeeded(trigger.project, on.line)) {
        const run = endedAt > mark && !signal.aborted ? await reader.read(trigger.project, id) : undefined
        if (run === undefined) continue
        if (clock.now() - Date.parse(endedAt) > madeUpFor) {
          const reason = 'It succeeded while no server was running, more than an hour ago'
          await firings.ignore(trigger, afterRun(run), reason)
        } else await firings.begin(trigger, afterRun(run))
        await triggers.setMark(trigger.id, firedMark, endedAt)
      }
    },
    async byHand(trigger, { line }, occasion) {
      const newest = (await succeeded(trigger.project, line)).at(-1)
      const run = newest === undefined ? undefined : await reader.read(trigger.project, newest.id)
      return run === undefined
        ? firings.ignore(trigger, occasion, `No run of ${line} has succeeded yet`)
        : firings.begin(trigger, { ...occasion, run })
    },
  }
}

/**
 * In the name of the first run's requester, so that somebody who may not approve that run may not approve this one
 * either.
 */
function afterRun(run: Run): Occasion {
  const { id, attempt, line, number, by: person, behind } = run
  return { key: `run:${id}:${String(attempt)}`, cause: `${line} #${String(number)}`, run, by: { person, behind } }
}
