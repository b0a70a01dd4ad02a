import type { Problem } from '#domain/problem.ts'
import { ok, type Result } from '#domain/result.ts'
import { reasonToIgnore, type Firing, type Push, type Trigger, type TriggerCause } from '#domain/triggers/trigger.ts'
import type { Ports } from '../../ports.ts'
import type { TriggerStore } from '../../ports/triggers.ts'
import { findRepository } from '../repositories/find-repository.ts'
import { reachRepository } from '../repositories/reach-repository.ts'
import type { Requester } from '../runs/run-service.ts'
import type { Firings, Occasion } from './firings.ts'
import { headsOf, markOf } from './pushed-heads.ts'

type PushCause = Extract<TriggerCause, { kind: 'push' }>

/** Triggers that fire on a push. */
export interface PushOccasions {
  /** Fires for pushes to a hosted repository since the last look. */
  look(trigger: Trigger, on: PushCause, by?: Requester): Promise<void>
  /** Fires for one push, unless the trigger does not match it. */
  pushed(trigger: Trigger, push: Push): Promise<Firing>
  /** Fires for the newest commit, as if it were pushed now. */
  byHand(
    trigger: Trigger,
    on: PushCause,
    occasion: Occasion & { readonly by: Requester },
  ): Promise<Result<Firing, Problem>>
  /** Marks everything that exists as seen. */
  markAll(trigger: Trigger): Promise<void>
}

export function createPushOccasions(
  ports: Ports,
  {
    triggers,
    firings,
    signal,
  }: { readonly triggers: TriggerStore; readonly firings: Firings; readonly signal: AbortSignal },
): PushOccasions {
  const { repositories } = ports

  async function pushed(trigger: Trigger, push: Push, by?: Requester): Promise<Firing> {
    const { ref, commit, before = '' } = push
    const occasion: Occasion = {
      ...{ key: `${markOf(push)}:${before}:${commit}`, cause: `${ref} ${commit.slice(0, 7)}`, push },
      ...(by === undefined ? {} : { by }),
    }
    const reason = reasonToIgnore(trigger, push)
    return reason === undefined ? firings.begin(trigger, occasion) : firings.ignore(trigger, occasion, reason)
  }

  return {
    pushed: (trigger, push) => pushed(trigger, push),
    async look(trigger, on, by) {
      const hosted = { project: trigger.project, repository: on.repository }
      for (const head of await headsOf(ports, trigger)) {
        const before = await triggers.mark(trigger.id, markOf(head))
        if (before === head.commit || signal.aborted) continue
        const paths = on.paths.length === 0 ? undefined : await repositories.changedPaths(hosted, before, head.commit)
        const push: Push = {
          ...{ ...head, by: by?.person.name ?? '' },
          ...(before === undefined ? {} : { before }),
          ...(paths?.ok === true ? { paths: paths.value } : {}),
        }
        await pushed(trigger, push, by)
        // Last: after an interruption before this it is done again, and the run is found by its key.
        await triggers.setMark(trigger.id, markOf(head), head.commit)
      }
    },
    async byHand(trigger, { repository }, occasion) {
      const { project } = trigger
      const known = await findRepository(ports, project, repository)
      if (!known.ok) return known
      const head = await repositories.look(await reachRepository(ports, project, known.value), () => false)
      if (!head.ok) return head
      const { branch, commit } = head.value
      const push: Push = { kind: 'branch', ref: branch, commit, by: occasion.by.person.name }
      return ok(await firings.begin(trigger, { ...occasion, push }))
    },
    async markAll(trigger) {
      for (const head of await headsOf(ports, trigger)) await triggers.setMark(trigger.id, markOf(head), head.commit)
    },
  }
}
