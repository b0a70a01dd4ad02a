import { z } from 'zod'
import type { TriggerView } from '#contract/triggers.ts'
import { parseJson } from '#domain/parse-json.ts'
import { problem, type Problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type { Run } from '#domain/run/state.ts'
import { readPushPayload } from '#domain/triggers/push-payload.ts'
import type { Firing, Trigger, TriggerFields } from '#domain/triggers/trigger.ts'
import { createInTurn } from '#domain/in-turn.ts'
import type { Ports } from '../../ports.ts'
import { createBackground } from '../background.ts'
import { createRateLimit } from '../people/rate-limit.ts'
import { firedMark } from './fired-mark.ts'
import { createFirings, isElsewhere } from './firings.ts'
import { triggersOfLines } from './line-triggers.ts'
import { isSignedPush } from './push-signature.ts'
import { createPushOccasions } from './push-occasions.ts'
import { createRunOccasions } from './run-occasions.ts'
import { createScheduleOccasions } from './schedule-occasions.ts'
import { refusalOf } from './trigger-refusal.ts'
import type { RunLists } from '../runs/run-lists.ts'
import type { RunReader } from '../runs/run-reader.ts'
import type { Requester, RunService } from '../runs/run-service.ts'

/** Starts runs without a person: on pushes, schedules, and runs of other lines. */
export interface TriggerService {
  list(project: string): Promise<readonly TriggerView[]>
  save(project: string, id: string | undefined, fields: TriggerFields): Promise<Result<TriggerView, Problem>>
  remove(project: string, id: string): Promise<Result<void, Problem>>
  firings(project: string, id: string): Promise<Result<readonly Firing[], Problem>>
  fire(project: string, id: string, by: Requester): Promise<Result<Firing, Problem>>
  /** Checks whether branches of one or all hosted repositories have moved, because of a push by `by`. */
  look(project: string, repository: string | undefined, by?: Requester): Promise<void>
  /** Fires triggers that follow the line of a successful run. */
  follow(run: Run): void
  /** Takes a message about a push to a repository elsewhere. Its body is read only for a trigger that expects some. */
  receive(
    project: string,
    id: string,
    headers: Headers,
    readBody: () => Promise<Result<Uint8Array<ArrayBuffer>, Problem>>,
  ): Promise<Result<Firing, Problem>>
  /** Makes up for what happened while no server was running, and waits for what is due. */
  start(): void
  close(): Promise<void>
}

const shown = 50
/** Milliseconds. Checks at least this often, in case the clock was set forward or the machine slept. */
const longestSleep = 60_000
const notFound = problem('not-found', say`There is no such trigger`)

export function createTriggerService(
  ports: Ports,
  {
    runs,
    runLists,
    reader,
  }: {
    readonly runs: Pick<RunService, 'start'>
    readonly runLists: Pick<RunLists, 'keepUp'>
    readonly reader: RunReader
  },
  signal: AbortSignal,
): TriggerService {
  const { clock, ids, secrets, installation } = ports
  const triggers = triggersOfLines(ports)
  const background = createBackground('triggers', ports, signal)
  // Whoever knows an address could fill the audit log with refusals.
  const noted = createRateLimit(clock, { perMinute: 1, burst: 10 })
  const firings = createFirings(ports, { runs, triggers })
  const pushes = createPushOccasions(ports, { triggers, firings, signal })
  const otherRuns = createRunOccasions(ports, { triggers, firings, runLists, reader, signal })
  const schedules = createScheduleOccasions(ports, { triggers, firings, signal })
  /** Triggers whose repository or runs could not be read. */
  const missed = new Set<string>()
  // In turn: two checks of the same branch must not both find it moved, nor two new triggers both find that there is no circle.
  const inTurn = createInTurn()
  let stopTimer: () => void = () => undefined
  const iso = (at = clock.now()): string => new Date(at).toISOString()

  function later(work: () => Promise<unknown>): void {
    background.later(inTurn(work), () => later(work))
  }

  /** Handles each trigger. An unexpected failure (a full disk) is reported and does not stop the others. */
  async function each(all: readonly Trigger[], work: (trigger: Trigger) => Promise<unknown>): Promise<void> {
    for (const trigger of all) {
      if (signal.aborted) break
      try {
        await work(trigger)
      } catch (error) {
        background.tell(error)
      }
    }
  }

  /** Checks for pushes and successful runs; after a failure the clock checks again. */
  async function lookAtAll(all: readonly Trigger[], by?: Requester): Promise<void> {
    await each(all, async (trigger) => {
      const { id, on } = trigger
      if (on.kind === 'schedule') return
      missed.add(id)
      await (on.kind === 'push' ? pushes.look(trigger, on, by) : otherRuns.look(trigger, on))
      missed.delete(id)
    })
  }

  /** Fires what is due, then sleeps until the next time. */
  async function watchClock(): Promise<void> {
    stopTimer()
    let next = clock.now() + longestSleep
    const all = await triggers.all()
    await lookAtAll(all.filter(({ id }) => missed.has(id)))
    await each(all, async (trigger) => {
      next = Math.min(next, (await schedules.look(trigger)) ?? next)
    })
    if (!signal.aborted) stopTimer = clock.after(Math.max(next - clock.now(), 0), () => later(watchClock))
  }

  async function viewOf(trigger: Trigger, project: string): Promise<TriggerView> {
    const { project: _project, ...view } = trigger
    const [due, [newest]] = [await schedules.due(trigger), await triggers.firings(project, trigger.id, 1)]
    return {
      ...view,
      ...(due === undefined ? {} : { next: iso(due) }),
      ...((await isElsewhere(ports, trigger))
        ? { address: `${installation.origin}/apis/v1/projects/${project}/triggers/${trigger.id}/push` }
        : {}),
      ...(newest === undefined ? {} : { last: newest }),
    }
  }

  return {
    async list(project) {
      return Promise.all((await triggers.list(project)).map((trigger) => viewOf(trigger, project)))
    },
    save: (project, id, fields) =>
      inTurn(async () => {
        const known = id === undefined ? undefined : await triggers.find(project, id)
        if (id !== undefined && known === undefined) return err(notFound)
        const refusal = await refusalOf(ports, project, id, fields)
        if (refusal !== undefined) return err(refusal)
        const trigger = { ...fields, id: id ?? ids.next(), project }
        // Whatever exists when a trigger is set up does not count as new.
        if (JSON.stringify(known?.on) !== JSON.stringify(fields.on) || known?.enabled !== fields.enabled) {
          await pushes.markAll(trigger)
          await triggers.setMark(trigger.id, firedMark, iso())
        }
        await triggers.save(trigger)
        later(watchClock)
        return ok(await viewOf(trigger, project))
      }),
    remove: (project, id) =>
      inTurn(async () => {
        if ((await triggers.find(project, id)) === undefined) return err(notFound)
        await triggers.remove(project, id)
        return ok(undefined)
      }),
    async firings(project, id) {
      if ((await triggers.find(project, id)) === undefined) return err(notFound)
      return ok(await triggers.firings(project, id, shown))
    },
    fire: (project, id, by) =>
      inTurn(async () => {
        const trigger = await triggers.find(project, id)
        if (trigger === undefined) return err(notFound)
        const occasion = { key: ids.next(), cause: by.person.name, by }
        const { on } = trigger
        if (on.kind === 'push') return pushes.byHand(trigger, on, occasion)
        return ok(
          await (on.kind === 'run' ? otherRuns.byHand(trigger, on, occasion) : firings.begin(trigger, occasion)),
        )
      }),
    look: (project, repository, by) =>
      inTurn(async () => {
        const concerned = ({ on }: Trigger): boolean =>
          on.kind === 'push' && (repository === undefined || repository === on.repository)
        await lookAtAll((await triggers.list(project)).filter(concerned), by)
      }),
    follow({ project, line }) {
      later(async () => {
        const after = ({ on }: Trigger): boolean => on.kind === 'run' && on.line === line
        await lookAtAll((await triggers.list(project)).filter(after))
      })
    },
    async receive(project, id, headers, readBody) {
      const trigger = await triggers.find(project, id)
      const reference = trigger?.on.kind === 'push' ? trigger.on.secret : undefined
      const secret = reference === undefined ? undefined : await secrets.reveal({ project, ...reference })
      // The same answer for an unknown trigger and a wrong signature, so that addresses cannot be probed.
      const refused = async () => {
        if (trigger !== undefined && noted(trigger.id) === undefined) await noteDenied(ports, trigger, iso())
        return err(problem('not-allowed', say`The message is not signed with the secret of this trigger`))
      }
      if (trigger === undefined || secret === undefined) return refused()
      const body = await readBody()
      if (!body.ok) return body
      if (!(await isSignedPush(secret, headers, body.value))) return refused()
      const data = parseJson(new TextDecoder().decode(body.value), z.unknown())
      const push = readPushPayload(data)
      return inTurn(async () => {
        if (push !== undefined) return ok(await pushes.pushed(trigger, push))
        const cause = headers.get('x-github-event') ?? headers.get('x-gitlab-event') ?? 'message'
        return ok(await firings.ignore(trigger, { cause }, 'It tells of no push to a branch or tag'))
      })
    },
    start() {
      later(async () => {
        await lookAtAll(await triggers.all())
        await watchClock()
      })
    },
    async close() {
      stopTimer()
      await inTurn(async () => undefined)
      stopTimer()
    },
  }
}

async function noteDenied({ audit }: Pick<Ports, 'audit'>, { project, id, name }: Trigger, at: string): Promise<void> {
  await audit.append(project, {
    ...{ at, person: { id: `trigger:${id}`, name }, action: 'receivePush', target: { trigger: id } },
    ...{ outcome: 'denied', code: 'not-allowed', detail: {} },
  })
}
