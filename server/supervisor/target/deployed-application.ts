import { problem, type Problem } from '#domain/problem.ts'
import { err, ok, type Result } from '#domain/result.ts'
import { planTarget } from '#domain/target/plan-target.ts'
import type { RolloutHistoryEntry } from '#domain/target/rollout.ts'
import type {
  RolloutRequest,
  RolloutStatus,
  RunningVersion,
  SecretsWanted,
  TargetRef,
} from '#domain/target/target-messages.ts'
import { secretReferences, type TargetPlan } from '#domain/target/target-plan.ts'
import type { SecretValue } from '#domain/tekton/launch/task-launch.ts'
import { saidBy } from '#domain/said-by.ts'
import { admitRollout, serviceKey } from './admit-rollout.ts'
import { awaitRelease } from './await-release.ts'
import type { DeploymentLog } from './deployment-log.ts'
import { targetKey, type DeploymentRecord, type RolloutRecord } from './deployment-record.ts'
import { missingSecret, readImages, startRelease, troubleOf, type Release } from './release.ts'
import { openRolloutAccount } from './rollout-account.ts'
import type { Sandbox } from './sandbox.ts'
import { serviceKeyText, type ServiceKey } from './service-ports.ts'
import type { Services } from './services.ts'

/** Dependencies that all Deployments of the target share. */
export interface DeploymentTools {
  readonly images: string
  readonly sandbox: Sandbox
  readonly services: Services
  /** Milliseconds that applications get to end when the installation stops, so that an open connection does not hold up the terminal. */
  readonly graceMs: number
  save(record: DeploymentRecord): void
  openLog(target: TargetRef): DeploymentLog
}

/** One Deployment on the local target: its wanted version, what runs, and its rollouts. */
export interface DeployedApplication {
  readonly target: TargetRef
  rollOut(request: RolloutRequest): Promise<Result<{ readonly id: string }, Problem>>
  rollout(id: string, waitMs: number): Promise<RolloutStatus | undefined>
  running(): Promise<RunningVersion | undefined>
  history(): readonly RolloutHistoryEntry[]
  log(from: number, follow: boolean, signal: AbortSignal): AsyncIterable<Uint8Array>
  /** Starts the recorded version again, or waits for its secrets. */
  restore(): void
  secretsWanted(): SecretsWanted | undefined
  supplySecrets(secrets: readonly SecretValue[]): void
  remove(): Promise<void>
  stop(): Promise<void>
}

export function createDeployment(record: DeploymentRecord, tools: DeploymentTools): DeployedApplication {
  const { target } = record
  const owner = targetKey(target)
  const log = tools.openLog(target)
  const account = openRolloutAccount(record, log, tools.save)
  let current: Release | undefined
  let next: { readonly release: Release; readonly abort: AbortController } | undefined
  /** Why the wanted version does not run: secrets or an image are missing. */
  let held: { readonly reason: string; readonly secrets: boolean } | undefined
  let stopped = false
  const ending = new Set<Promise<void>>()
  const keyOf = (service: string): ServiceKey => serviceKey(target, service)

  function end(release: Release, atMostMs?: number): void {
    const stopping = release.stop(atMostMs).finally(() => ending.delete(stopping))
    ending.add(stopping)
  }

  /** Binds the plan's Services to the current release, whichever that is, so that a takeover is one assignment. */
  function bind(plan: TargetPlan): void {
    tools.services.release(
      owner,
      plan.services.map(({ name }) => serviceKeyText(keyOf(name))),
    )
    for (const { name, workload } of plan.services) {
      tools.services.bind(keyOf(name), {
        owner,
        reason: () =>
          held?.reason ??
          (current === undefined ? 'Nothing runs here now.' : (troubleOf(current)?.text ?? 'No replica is wanted.')),
        backends: () =>
          (current?.replicas ?? []).flatMap((replica) => {
            const port = replica.workload === workload ? replica.servingPort() : undefined
            return port === undefined ? [] : [{ port, borrow: () => replica.borrow() }]
          }),
      })
    }
  }

  function kept(): string {
    return record.live === undefined || current === undefined
      ? 'nothing was running before'
      : `version ${record.live.origin.version} keeps serving`
  }

  async function rollOut(request: RolloutRequest): Promise<Result<{ id: string }, Problem>> {
    const known = record.rollouts.find(({ idempotencyKey }) => idempotencyKey === request.idempotencyKey)
    if (known !== undefined) return ok({ id: known.id })
    if (stopped)
      return err(
        problem('not-possible-now', 'The local target is stopping', { fix: 'Start Linewright again, then retry' }),
      )
    const admitted = admitRollout(request, tools.services, tools.images)
    if (!admitted.ok) return admitted
    const { plan, configs, rollout } = admitted.value
    record.rollouts.unshift(rollout)
    // Written to disk before anything starts, so that after a crash the same key does not start it twice.
    try {
      tools.save(record)
    } catch (error) {
      record.rollouts.shift()
      return err(
        problem('storage-full', 'The rollout cannot be recorded', {
          fix: 'Free some space on the disk, then run the stage again',
          detail: String(error),
        }),
      )
    }
    next?.abort.abort()
    const release = startRelease({
      plan,
      configs,
      images: tools.images,
      secrets: request.secrets,
      sandbox: tools.sandbox,
      log,
      onChange: account.changed,
    })
    const abort = new AbortController()
    next = { release, abort }
    account.tell(
      rollout,
      `Rolling out version ${request.origin.version} (replicas: ${rollout.wanted}, image: ${rollout.imageDigest.slice(0, 19)})`,
    )
    account.tell(rollout, tools.sandbox.sentence)
    const following = follow(rollout, release, request, abort.signal)
      .catch((error: unknown) => fail(rollout, release, saidBy(error)))
      .finally(() => ending.delete(following))
    ending.add(following)
    return ok({ id: rollout.id })
  }

  async function follow(
    rollout: RolloutRecord,
    release: Release,
    request: RolloutRequest,
    signal: AbortSignal,
  ): Promise<void> {
    let last: string | undefined
    const keys = release.plan.services.map(({ name }) => keyOf(name))
    const trouble = await awaitRelease(release, tools.services, keys, {
      signal,
      onLook(ready, text) {
        rollout.ready = ready
        if (text === undefined || text === last) return
        last = text
        rollout.message = text
        account.tell(rollout, text)
      },
    })
    rollout.ready = release.ready()
    if (trouble !== undefined) return fail(rollout, release, trouble)
    const old = current
    current = release
    next = undefined
    held = undefined
    record.live = {
      rollout: rollout.id,
      since: new Date().toISOString(),
      documents: [...request.documents],
      origin: request.origin,
      imageDigest: rollout.imageDigest,
    }
    bind(release.plan)
    if (old !== undefined) {
      account.tell(rollout, 'The new version takes over; the old one finishes its requests and stops')
      end(old)
    }
    account.finish(rollout, 'ready', `Version ${request.origin.version} is ready (replicas: ${release.wanted()})`)
  }

  function fail(rollout: RolloutRecord, release: Release, why: string): void {
    if (next?.release === release) next = undefined
    end(release)
    account.finish(rollout, 'failed', `Version ${rollout.origin.version} did not take over: ${why}; ${kept()}`)
  }

  async function urls(plan: TargetPlan | undefined) {
    return Promise.all(
      (plan?.services ?? []).map(async ({ name }) => ({ service: name, url: await tools.services.url(keyOf(name)) })),
    )
  }

  async function rollout(id: string, waitMs: number): Promise<RolloutStatus | undefined> {
    const found = record.rollouts.find((candidate) => candidate.id === id)
    if (found === undefined) return undefined
    if (waitMs > 0) await account.ended(found, waitMs)
    const plan = record.live?.rollout === id ? planTarget(record.live.documents).plan : next?.release.plan
    return {
      id,
      state: found.state,
      message: found.message,
      urls: await urls(found.state === 'failed' ? undefined : plan),
      replicas: { ready: found.ready, wanted: found.wanted },
      events: [...found.events],
    }
  }

  async function running(): Promise<RunningVersion | undefined> {
    const { live } = record
    if (live === undefined) return undefined
    const { plan } = planTarget(live.documents)
    const replicas = [...(current?.replicas ?? []), ...(next?.release.replicas ?? [])].map((replica) =>
      replica.status(),
    )
    return {
      target,
      origin: live.origin,
      imageDigest: live.imageDigest,
      since: live.since,
      replicas: held === undefined ? replicas : [...waitingReplicas(plan, live.since, held.reason), ...replicas],
      wanted: plan.workloads.reduce((sum, workload) => sum + workload.replicas, 0),
      urls: await urls(plan),
      documents: live.documents,
      history: account.history(),
    }
  }

  function restore(): void {
    for (const rollout of record.rollouts) {
      if (rollout.state !== 'progressing') continue
      const keeps =
        record.live === undefined ? 'nothing was running before' : `version ${record.live.origin.version} runs again`
      account.finish(
        rollout,
        'failed',
        `Version ${rollout.origin.version} did not take over: the supervisor was stopped during the rollout; ${keeps}`,
      )
    }
    start(undefined)
  }

  function start(secrets: readonly SecretValue[] | undefined): void {
    if (record.live === undefined || current !== undefined || stopped) return
    const { plan } = planTarget(record.live.documents)
    bind(plan)
    const isMissing =
      secrets === undefined ? secretReferences(plan).length > 0 : missingSecret(plan, secrets) !== undefined
    if (isMissing) {
      held = {
        secrets: true,
        reason: 'It waits for the values of its secrets, which the server supplies when it has started.',
      }
      return
    }
    const configs = readImages(plan, tools.images)
    if (!configs.ok) {
      held = { secrets: false, reason: `${configs.error.message}.` }
      log.say(configs.error.message)
      return
    }
    held = undefined
    log.say(`Starting version ${record.live.origin.version} again`)
    current = startRelease({
      plan,
      configs: configs.value,
      images: tools.images,
      secrets: secrets ?? [],
      sandbox: tools.sandbox,
      log,
      onChange: account.changed,
    })
  }

  async function stopReleases(atMostMs?: number): Promise<void> {
    next?.abort.abort()
    if (current !== undefined) end(current, atMostMs)
    current = undefined
    // An aborted rollout ends its own release.
    while (ending.size > 0) await Promise.all(ending)
    account.changed()
  }

  return {
    target,
    rollOut,
    rollout,
    running,
    history: account.history,
    restore,
    log: (from, follow, signal) => log.read(from, follow, signal),
    secretsWanted: () =>
      held?.secrets === true && record.live !== undefined
        ? { target, secrets: secretReferences(planTarget(record.live.documents).plan) }
        : undefined,
    supplySecrets: start,
    async remove() {
      delete record.live
      held = undefined
      tools.services.release(owner)
      account.save()
      await stopReleases()
      log.say('Removed')
    },
    async stop() {
      stopped = true
      await stopReleases(tools.graceMs)
      log.close()
    },
  }
}

function waitingReplicas(plan: TargetPlan, since: string, message: string) {
  return plan.workloads.flatMap(({ name, replicas }) =>
    Array.from({ length: replicas }, (_, index) => ({
      name: `${name}-${index + 1}`,
      workload: name,
      state: 'exited' as const,
      restarts: 0,
      startedAt: since,
      message,
    })),
  )
}
