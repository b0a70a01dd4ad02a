import type { RolloutHistoryEntry } from '#domain/target/rollout.ts'
import { saidBy } from '#domain/said-by.ts'
import type { DeploymentLog } from './deployment-log.ts'
import type { DeploymentRecord, RolloutRecord } from './deployment-record.ts'

/** Reports on rollouts of a Deployment: in its log, in its record on disk, and to waiting callers. */
export interface RolloutAccount {
  /** Notes something that has happened to a rollout. */
  tell(rollout: RolloutRecord, text: string): void
  finish(rollout: RolloutRecord, state: 'ready' | 'failed', message: string): void
  /** Resolves when the rollout is over, or after `ms`. */
  ended(rollout: RolloutRecord, ms: number): Promise<void>
  /** Wakes waiting callers. */
  changed(): void
  save(): void
  history(): readonly RolloutHistoryEntry[]
}

export function openRolloutAccount(
  record: DeploymentRecord,
  log: DeploymentLog,
  write: (record: DeploymentRecord) => void,
): RolloutAccount {
  const watchers = new Set<() => void>()

  function changed(): void {
    for (const watcher of watchers) watcher()
  }

  function tell(rollout: RolloutRecord, text: string): void {
    rollout.events.push({ at: new Date().toISOString(), text })
    log.say(text)
    changed()
  }

  /** A full disk must not end applications: the outcome stays in memory, and a restart finds the previous state. */
  function save(): void {
    try {
      write(record)
    } catch (error) {
      log.say(`The state of this Deployment cannot be written: ${saidBy(error)}`)
    }
  }

  return {
    tell,
    changed,
    save,
    finish(rollout, state, message) {
      rollout.state = state
      rollout.message = message
      tell(rollout, message)
      save()
      changed()
    },
    ended: (rollout, ms) =>
      new Promise((resolve) => {
        const done = (): void => {
          clearTimeout(timer)
          watchers.delete(look)
          resolve()
        }
        const look = (): void => (rollout.state === 'progressing' ? undefined : done())
        const timer = setTimeout(done, ms)
        watchers.add(look)
        look()
      }),
    history: () =>
      record.rollouts.map(({ origin, imageDigest, at, state, message }) => ({
        ...{ origin, imageDigest, at, state, message },
      })),
  }
}
