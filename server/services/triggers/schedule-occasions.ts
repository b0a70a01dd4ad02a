import { nextFiring, parseCron } from '#domain/triggers/cron.ts'
import type { Trigger } from '#domain/triggers/trigger.ts'
import type { Ports } from '../../ports.ts'
import type { TriggerStore } from '../../ports/triggers.ts'
import { firedMark, madeUpFor } from './fired-mark.ts'
import type { Firings } from './firings.ts'

/** Triggers that fire at set times. */
export interface ScheduleOccasions {
  /** The next time in milliseconds since 1970; undefined for a trigger without a schedule, or one that is off. */
  due(trigger: Trigger): Promise<number | undefined>
  /** Fires for what is due; answers the next time. */
  look(trigger: Trigger): Promise<number | undefined>
}

export function createScheduleOccasions(
  { clock }: Pick<Ports, 'clock'>,
  {
    triggers,
    firings,
    signal,
  }: { readonly triggers: TriggerStore; readonly firings: Firings; readonly signal: AbortSignal },
): ScheduleOccasions {
  const iso = (at = clock.now()): string => new Date(at).toISOString()

  async function due({ id, on, enabled }: Trigger): Promise<number | undefined> {
    const cron = on.kind === 'schedule' && enabled ? parseCron(on.cron) : undefined
    if (on.kind !== 'schedule' || cron?.ok !== true) return undefined
    const mark = Date.parse((await triggers.mark(id, firedMark)) ?? iso())
    // A mark in the future comes from a wrong clock; what has fired already is known by its key.
    return nextFiring(cron.value, Math.min(mark, clock.now()), on.timeZone)
  }

  return {
    due,
    async look(trigger) {
      let next = await due(trigger)
      while (next !== undefined && next <= clock.now() && !signal.aborted) {
        const at = iso(next)
        if (clock.now() - next > madeUpFor) {
          // Of many missed times, only the last is worth a record.
          const reason = 'It was due while no server was running, more than an hour ago'
          await firings.ignore(trigger, { cause: at }, reason)
          await triggers.setMark(trigger.id, firedMark, iso(clock.now() - madeUpFor))
        } else {
          await firings.begin(trigger, { key: at, cause: at })
          await triggers.setMark(trigger.id, firedMark, at)
        }
        next = await due(trigger)
      }
      return next
    },
  }
}
