import type { Run } from '#domain/run/state.ts'
import { inputsOf, type Firing, type Push, type Trigger } from '#domain/triggers/trigger.ts'
import type { Ports } from '../../ports.ts'
import type { TriggerStore } from '../../ports/triggers.ts'
import { findRepository } from '../repositories/find-repository.ts'
import type { Requester, RunService } from '../runs/run-service.ts'

/** Something for which a trigger may fire. */
export interface Occasion {
  /** Key of the occasion, the same however often it is reported. */
  readonly key: string
  /** What happened, in a word or two. */
  readonly cause: string
  readonly push?: Push
  /** The run that it follows. */
  readonly run?: Run
  /** Who caused it; absent for the trigger itself. */
  readonly by?: Requester
}

export interface Firings {
  /** Starts a run for an occasion, once. */
  begin(trigger: Trigger, occasion: Occasion): Promise<Firing>
  /** Notes an occasion for which no run is started. */
  ignore(trigger: Trigger, occasion: Pick<Occasion, 'cause'>, reason: string): Promise<Firing>
}

/** Starts runs for triggers, and keeps the record. */
export function createFirings(
  ports: Ports,
  { runs, triggers }: { readonly runs: Pick<RunService, 'start'>; readonly triggers: TriggerStore },
): Firings {
  const { clock, ids } = ports
  const now = (): string => new Date(clock.now()).toISOString()

  async function note(
    { id, project }: Trigger,
    { cause }: Pick<Occasion, 'cause'>,
    outcome: Pick<Firing, 'result' | 'run' | 'reason'>,
  ): Promise<Firing> {
    const firing: Firing = { id: ids.next(), project, trigger: id, at: now(), cause, ...outcome }
    await triggers.saveFiring(firing)
    return firing
  }

  return {
    ignore: (trigger, occasion, reason) => note(trigger, occasion, { result: 'ignored', reason }),
    async begin(trigger, occasion) {
      const { id, project, line, name } = trigger
      const { key, cause, push, run: before } = occasion
      const begun = clock.now()
      const { person, behind }: Requester = occasion.by ?? { person: { id: `trigger:${id}`, name } }
      // A run caused by a push from elsewhere stays untrusted, even with another line in between.
      const isUntrusted =
        before?.trigger?.isUntrusted === true || (!isTrusted(trigger) && (await isElsewhere(ports, trigger)))
      const sources = { ...(push === undefined ? {} : { push }), ...(before === undefined ? {} : { run: before }) }
      const run = await runs.start({
        ...{ project, line, inputs: inputsOf(trigger, sources), note: `${name}: ${cause}`, person, behind },
        idempotencyKey: `trigger:${id}:${key}`,
        trigger: { id, name, ...(isUntrusted ? { isUntrusted } : {}) },
      })
      await ports.audit.append(project, {
        ...{ at: now(), person: { id: person.id, name: person.name }, action: 'startRun', target: { line } },
        ...{ outcome: run.ok ? 'done' : 'refused', detail: { trigger: name, cause } },
        ...(run.ok ? {} : { code: run.error.code }),
      })
      if (!run.ok) return note(trigger, occasion, { result: 'refused', reason: run.error.message })
      const { id: runId, number, startedAt } = run.value
      const result = Date.parse(startedAt) < begun ? 'known' : 'started'
      return note(trigger, occasion, { result, run: { id: runId, number } })
    },
  }
}

/** Whether pushes are reported by a message rather than found in a hosted repository. */
export async function isElsewhere(
  ports: Pick<Ports, 'documents'>,
  { project, on }: Pick<Trigger, 'project' | 'on'>,
): Promise<boolean> {
  if (on.kind !== 'push') return false
  const known = await findRepository(ports, project, on.repository)
  return !known.ok || known.value.kind !== 'hosted'
}

function isTrusted({ on }: Trigger): boolean {
  return on.kind !== 'push' || on.isTrusted
}
