import { z } from 'zod'
import type { TriggerView } from '#contract/triggers.ts'
import { parseJson } from '#domain/parse-json.ts'
import { problem, type Problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import type { Person, Repository } from '#domain/project.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type { Run } from '#domain/run/state.ts'
import { nextFiring, parseCron } from '#domain/triggers/cron.ts'
import { readPushPayload } from '#domain/triggers/push-payload.ts'
import {
  inputsOf,
  reasonToIgnore,
  type Firing,
  type Push,
  type Trigger,
  type TriggerCause,
  type TriggerFields,
} from '#domain/triggers/trigger.ts'
import type { Ports } from '../../ports.ts'
import { createBackground } from '../background.ts'
import { findRepository } from '../repositories/find-repository.ts'
import { triggersOfLines } from './line-triggers.ts'
import { isSignedPush } from './push-signature.ts'
import { headsOf, markOf } from './pushed-heads.ts'
import { refusalOf } from './trigger-refusal.ts'
import type { RunLists } from '../runs/run-lists.ts'
import type { RunReader } from '../runs/run-reader.ts'
import type { RunService } from '../runs/run-service.ts'

/** What starts runs without a person: pushes, schedules, and runs of other lines. */
export interface TriggerService {
  list(project: string): Promise<readonly TriggerView[]>
  save(project: string, id: string | undefined, fields: TriggerFields): Promise<Result<TriggerView, Problem>>
  remove(project: string, id: string): Promise<Result<void, Problem>>
  firings(project: string, id: string): Promise<Result<readonly Firing[], Problem>>
  fire(project: string, id: string, person: Person): Promise<Result<Firing, Problem>>
  /** Looks whether branches of a hosted repository (or of all) have moved since its triggers looked last, because of a push of `by`. */
  look(project: string, repository: string | undefined, by?: Person): Promise<void>
  /** Fires what follows a line, a run of which has succeeded. */
  follow(run: Run): void
  /** Takes a message about a push to a repository elsewhere. */
  receive(
    project: string,
    id: string,
    headers: Headers,
    body: Uint8Array<ArrayBuffer>,
  ): Promise<Result<Firing, Problem>>
  /** Finds what happened while no server was running, and waits for what is due. */
  start(): void
  close(): Promise<void>
}

type PushCause = Extract<TriggerCause, { kind: 'push' }>
type RunCause = Extract<TriggerCause, { kind: 'run' }>

interface Occasion {
  readonly key: string
  readonly cause: string
  readonly push?: Push
  /** The run that it follows. */
  readonly run?: Run
  readonly person?: Person
}

const shown = 50
const minute = 60_000
// Looked at again at least so often, so that a clock that was set forward or a machine that slept delays nothing for long.
const longestSleep = minute
/** What was due longer ago than this is not made up for: a nightly delivery does not begin in the middle of a Monday. */
const latest = 60 * minute
const firedMark = 'fired'
/** So many runs that have succeeded are looked back at. */
const followed = 50
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
  const { clock, ids, repositories, secrets, installation } = ports
  const triggers = triggersOfLines(ports)
  const background = createBackground('triggers', ports, signal)
  /** Triggers whose repository or runs could not be looked at. */
  const missed = new Set<string>()
  let last: Promise<unknown> = Promise.resolve()
  let stopTimer: () => void = () => undefined
  const iso = (at = clock.now()): string => new Date(at).toISOString()

  /** One thing after another: two looks at the same branch must not both find it moved. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = last.then(work)
    last = done.catch(() => undefined)
    return done
  }

  function later(work: () => Promise<unknown>): void {
    background.later(inTurn(work), () => later(work))
  }

  /** Does something with each; what fails by surprise with one (a full disk) is said and holds up no other. */
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

  /** Looks for what was pushed and which runs have succeeded; where that failed the clock looks again. */
  async function lookAtAll(all: readonly Trigger[], by?: Person): Promise<void> {
    await each(all, async (trigger) => {
      const { id, on } = trigger
      if (on.kind === 'schedule') return
      missed.add(id)
      await (on.kind === 'push' ? lookAt(trigger, on, by) : lookAtRuns(trigger, on))
      missed.delete(id)
    })
  }

  async function repositoryOf(project: string, name: string): Promise<Repository | undefined> {
    const known = await findRepository(ports, project, name)
    return known.ok ? known.value : undefined
  }

  /** Whether it is told of pushes by a message, not by the platform's own repositories. */
  async function isElsewhere({ project, on }: Trigger): Promise<boolean> {
    return on.kind === 'push' && (await repositoryOf(project, on.repository))?.kind !== 'hosted'
  }

  async function record(trigger: Trigger, { cause }: Occasion, outcome: Pick<Firing, 'result' | 'run' | 'reason'>) {
    const { id, project } = trigger
    const firing: Firing = { id: ids.next(), project, trigger: id, at: iso(), cause, ...outcome }
    await triggers.saveFiring(firing)
    return firing
  }

  /** Starts a run for an occasion, once however often it is told of it. */
  async function begin(trigger: Trigger, occasion: Occasion): Promise<Firing> {
    const { id, project, line, name } = trigger
    const { key, cause, push, run: before, person } = occasion
    const begun = clock.now()
    const by = person ?? { id: `trigger:${id}`, name }
    // What a push from elsewhere has begun is not trusted more because another line comes between.
    const isUntrusted = before?.trigger?.isUntrusted === true || (!isTrusted(trigger) && (await isElsewhere(trigger)))
    const given = { ...(push === undefined ? {} : { push }), ...(before === undefined ? {} : { run: before }) }
    const run = await runs.start({
      ...{ project, line, inputs: inputsOf(trigger, given), note: `${name}: ${cause}`, person: by },
      idempotencyKey: `trigger:${id}:${key}`,
      trigger: { id, name, ...(isUntrusted ? { isUntrusted } : {}) },
    })
    await ports.audit.append(project, {
      ...{ at: iso(), person: { id: by.id, name: by.name }, action: 'startRun', target: { line } },
      ...{ outcome: run.ok ? 'done' : 'refused', detail: { trigger: name, cause } },
      ...(run.ok ? {} : { code: run.error.code }),
    })
    if (!run.ok) return record(trigger, occasion, { result: 'refused', reason: run.error.message })
    const { id: runId, number, startedAt } = run.value
    const result = Date.parse(startedAt) < begun ? 'known' : 'started'
    return record(trigger, occasion, { result, run: { id: runId, number } })
  }

  async function lookAt(trigger: Trigger, on: PushCause, by: Person | undefined): Promise<void> {
    const hosted = { project: trigger.project, repository: on.repository }
    for (const head of await headsOf(ports, trigger)) {
      const before = await triggers.mark(trigger.id, markOf(head))
      if (before === head.commit || signal.aborted) continue
      const paths = on.paths.length === 0 ? undefined : await repositories.changedPaths(hosted, before, head.commit)
      const push: Push = {
        ...{ ...head, by: by?.name ?? '' },
        ...(before === undefined ? {} : { before }),
        ...(paths?.ok === true ? { paths: paths.value } : {}),
      }
      await pushed(trigger, push, by)
      // Last: whatever breaks off before this is done again, and its run is known by its key.
      await triggers.setMark(trigger.id, markOf(head), head.commit)
    }
  }

  async function pushed(trigger: Trigger, push: Push, person?: Person): Promise<Firing> {
    const { ref, commit, before = '' } = push
    const occasion: Occasion = {
      ...{ key: `${markOf(push)}:${before}:${commit}`, cause: `${ref} ${commit.slice(0, 7)}`, push },
      ...(person === undefined ? {} : { person }),
    }
    const reason = reasonToIgnore(trigger, push)
    return reason === undefined ? begin(trigger, occasion) : record(trigger, occasion, { result: 'ignored', reason })
  }

  /** The newest runs of a line that have succeeded, in the order in which they ended. */
  async function succeeded(project: string, line: string) {
    await runLists.keepUp(project)
    const found = await ports.runIndex.list(project, { line, states: ['succeeded'] }, { limit: followed })
    return found
      .flatMap(({ id, endedAt }) => (endedAt === undefined ? [] : [{ id, endedAt }]))
      .sort((a, b) => a.endedAt.localeCompare(b.endedAt))
  }

  /** Fires for runs that have succeeded since it looked last; for those of a long stop of the server it only says so. */
  async function lookAtRuns(trigger: Trigger, on: RunCause): Promise<void> {
    const mark = (await triggers.mark(trigger.id, firedMark)) ?? iso()
    for (const { id, endedAt } of await succeeded(trigger.project, on.line)) {
      const run = endedAt > mark && !signal.aborted ? await reader.read(trigger.project, id) : undefined
      if (run === undefined || !trigger.enabled) continue
      if (clock.now() - Date.parse(endedAt) > latest) {
        const reason = 'It succeeded while no server was running, more than an hour ago'
        await record(trigger, afterRun(run), { result: 'ignored', reason })
      } else await begin(trigger, afterRun(run))
      await triggers.setMark(trigger.id, firedMark, endedAt)
    }
  }

  /** In the name of whoever asked for the run before: who may not approve that one may not approve this one. */
  function afterRun(run: Run): Occasion {
    const { id, attempt, line, number, by } = run
    return { key: `run:${id}:${String(attempt)}`, cause: `${line} #${String(number)}`, run, person: by }
  }

  async function dueOf({ id, on, enabled }: Trigger): Promise<number | undefined> {
    const cron = on.kind === 'schedule' && enabled ? parseCron(on.cron) : undefined
    if (on.kind !== 'schedule' || cron?.ok !== true) return undefined
    const mark = Date.parse((await triggers.mark(id, firedMark)) ?? iso())
    // A mark from the future is one of a clock that was wrong; what fired already is known by its key.
    return nextFiring(cron.value, Math.min(mark, clock.now()), on.timeZone)
  }

  /** Fires what is due and sleeps until something is. */
  async function watchClock(): Promise<void> {
    stopTimer()
    let next = clock.now() + longestSleep
    const all = await triggers.all()
    await lookAtAll(all.filter(({ id }) => missed.has(id)))
    await each(all, async (trigger) => {
      let due = await dueOf(trigger)
      while (due !== undefined && due <= clock.now() && !signal.aborted) {
        const occasion = { key: iso(due), cause: iso(due) }
        if (clock.now() - due > latest) {
          // Of many that were missed only the last is worth a line.
          due = await skipMissed(trigger, due)
        } else {
          await begin(trigger, occasion)
          await triggers.setMark(trigger.id, firedMark, iso(due))
          due = await dueOf(trigger)
        }
      }
      if (due !== undefined) next = Math.min(next, due)
    })
    if (!signal.aborted) stopTimer = clock.after(Math.max(next - clock.now(), 0), () => later(watchClock))
  }

  async function skipMissed(trigger: Trigger, due: number): Promise<number | undefined> {
    const reason = 'It was due while no server was running, more than an hour ago'
    await record(trigger, { key: '', cause: iso(due) }, { result: 'ignored', reason })
    await triggers.setMark(trigger.id, firedMark, iso(clock.now() - latest))
    return dueOf(trigger)
  }

  async function viewOf(trigger: Trigger, project: string): Promise<TriggerView> {
    const { project: _project, ...view } = trigger
    const [due, [newest]] = [await dueOf(trigger), await triggers.firings(project, trigger.id, 1)]
    return {
      ...view,
      ...(due === undefined ? {} : { next: iso(due) }),
      ...((await isElsewhere(trigger))
        ? { address: `${installation.origin}/apis/v1/projects/${project}/triggers/${trigger.id}/push` }
        : {}),
      ...(newest === undefined ? {} : { last: newest }),
    }
  }

  return {
    async list(project) {
      return Promise.all((await triggers.list(project)).map((trigger) => viewOf(trigger, project)))
    },
    async save(project, id, fields) {
      const known = id === undefined ? undefined : await triggers.find(project, id)
      if (id !== undefined && known === undefined) return err(notFound)
      const refusal = await refusalOf(ports, project, id, fields)
      if (refusal !== undefined) return err(refusal)
      const trigger = { ...fields, id: id ?? ids.next(), project }
      return inTurn(async () => {
        // What is there when somebody says what to look for is not news.
        if (JSON.stringify(known?.on) !== JSON.stringify(fields.on) || known?.enabled !== fields.enabled) {
          for (const head of await headsOf(ports, trigger))
            await triggers.setMark(trigger.id, markOf(head), head.commit)
          await triggers.setMark(trigger.id, firedMark, iso())
        }
        await triggers.save(trigger)
        later(watchClock)
        return ok(await viewOf(trigger, project))
      })
    },
    async remove(project, id) {
      if ((await triggers.find(project, id)) === undefined) return err(notFound)
      await triggers.remove(project, id)
      return ok(undefined)
    },
    async firings(project, id) {
      if ((await triggers.find(project, id)) === undefined) return err(notFound)
      return ok(await triggers.firings(project, id, shown))
    },
    fire: (project, id, person) =>
      inTurn(async () => {
        const trigger = await triggers.find(project, id)
        if (trigger === undefined) return err(notFound)
        const occasion = { key: ids.next(), cause: person.name, person }
        if (trigger.on.kind === 'schedule') return ok(await begin(trigger, occasion))
        if (trigger.on.kind === 'run') {
          const newest = (await succeeded(project, trigger.on.line)).at(-1)
          const run = newest === undefined ? undefined : await reader.read(project, newest.id)
          if (run !== undefined) return ok(await begin(trigger, { ...occasion, run }))
          const reason = `No run of ${trigger.on.line} has succeeded yet`
          return ok(await record(trigger, occasion, { result: 'ignored', reason }))
        }
        const repository = await repositoryOf(project, trigger.on.repository)
        const hosted = { project, repository: trigger.on.repository }
        const head = await repositories.look(
          repository?.kind === 'hosted' ? hosted : { url: repository?.gitCloneUrl ?? '' },
          () => false,
        )
        if (!head.ok) return head
        const { branch, commit } = head.value
        return ok(await begin(trigger, { ...occasion, push: { kind: 'branch', ref: branch, commit, by: person.name } }))
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
    async receive(project, id, headers, body) {
      const trigger = await triggers.find(project, id)
      const reference = trigger?.on.kind === 'push' ? trigger.on.secret : undefined
      const secret = reference === undefined ? undefined : await secrets.reveal({ project, ...reference })
      // The same answer whether there is no such trigger or the signature is wrong: addresses cannot be tried out.
      if (trigger === undefined || secret === undefined || !(await isSignedPush(secret, headers, body))) {
        if (trigger !== undefined) await noteDenied(ports, trigger, iso())
        return err(problem('not-allowed', say`The message is not signed with the secret of this trigger`))
      }
      const data = parseJson(new TextDecoder().decode(body), z.unknown())
      const push = readPushPayload(data)
      return inTurn(async () => {
        if (push !== undefined) return ok(await pushed(trigger, push))
        const cause = headers.get('x-github-event') ?? headers.get('x-gitlab-event') ?? 'message'
        return ok(
          await record(
            trigger,
            { key: '', cause },
            { result: 'ignored', reason: 'It tells of no push to a branch or tag' },
          ),
        )
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
      await last
      stopTimer()
    },
  }
}

function isTrusted({ on }: Trigger): boolean {
  return on.kind !== 'push' || on.isTrusted
}

async function noteDenied({ audit }: Pick<Ports, 'audit'>, { project, id, name }: Trigger, at: string): Promise<void> {
  await audit.append(project, {
    ...{ at, person: { id: `trigger:${id}`, name }, action: 'receivePush', target: { trigger: id } },
    ...{ outcome: 'denied', code: 'not-allowed', detail: {} },
  })
}
