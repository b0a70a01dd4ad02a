import { problem, type Problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import { err, ok, type Result } from '#domain/result.ts'
import { planRestart, planRetry, type RetryPlan } from '#domain/run/retry/plan-retry.ts'
import { retryConditions, type RetryCondition } from '#domain/run/retry/retry-conditions.ts'
import type { Snapshot } from '#domain/run/snapshot.ts'
import type { Run } from '#domain/run/state.ts'
import type { Ports } from '../../ports.ts'
import { readRules } from '../gates/environment-rules.ts'
import type { Deployed } from '../deliveries/deployed.ts'

/** A planned attempt, and what differs from the ones before. */
export interface FurtherAttempt {
  readonly plan: RetryPlan & { readonly restarted?: readonly string[] }
  readonly conditions: readonly RetryCondition[]
}

/** Plans a further attempt of a run: a retry of what failed, or everything again `from` a stage. */
export async function furtherAttempt(
  ports: Pick<Ports, 'secrets' | 'documents' | 'workspaces' | 'registries'>,
  deployed: Pick<Deployed, 'running'>,
  run: Run,
  snapshot: Snapshot,
  from: string | undefined,
): Promise<Result<FurtherAttempt, Problem>> {
  const { secrets, documents, workspaces, registries } = ports
  // Without recorded digests there is nothing to compare, and no registry to wait for.
  const asked = (run.images ?? []).flatMap(({ image, digest }) => (digest === undefined ? [] : [image]))
  const [known, running, rules, workspaceRemovedAt, images, deployments] = await Promise.all([
    secrets.list(run.project),
    deployed.running(run.project),
    readRules(documents, run.project),
    workspaces.removedAt(run.project, run.id),
    asked.length === 0 ? [] : registries.digestsOf(asked),
    documents.list(run.project, 'deployment'),
  ])
  const plan =
    from === undefined ? planRetry(run, snapshot, running, rules) : planRestart(run, snapshot, from, running, rules)
  if (!plan.ok) return plan
  const gone = deploymentGone(snapshot, plan.value, deployments)
  if (gone !== undefined) return err(gone)
  const world = { secrets: known, running, workspaceRemovedAt, images }
  const conditions = retryConditions(run, snapshot, plan.value, world)
  return ok({ plan: plan.value, conditions })
}

/** The same, but refused if it would silently differ from earlier attempts; `anyway` confirms the differences. */
export async function provenAttempt(
  ports: Parameters<typeof furtherAttempt>[0],
  deployed: Pick<Deployed, 'running'>,
  run: Run,
  snapshot: Snapshot,
  from: string | undefined,
  anyway: boolean,
): Promise<Result<FurtherAttempt, Problem>> {
  const attempt = await furtherAttempt(ports, deployed, run, snapshot, from)
  if (!attempt.ok) return attempt
  const refusal = refusalOf(attempt.value.conditions) ?? (anyway ? undefined : changeOf(attempt.value.conditions))
  return refusal === undefined ? attempt : err(refusal)
}

/** Nothing is started where no page would show it, and nobody could stop it. */
function deploymentGone(
  { stages }: Snapshot,
  { carried }: RetryPlan,
  deployments: readonly { readonly id: string }[],
): Problem | undefined {
  const known = new Set(deployments.map(({ id }) => id))
  for (const { stage, deployment } of stages) {
    const name = `${deployment.app}/${deployment.name}`
    if (carried.includes(stage) || known.has(`deployment/${name}`)) continue
    return problem('not-possible-now', say`The deployment ${name}, which stage ${stage} needs, has been deleted`, {
      fix: say`Make the deployment again, or start a new run`,
    })
  }
  return undefined
}

/** The differences that somebody has to confirm. */
function changeOf(conditions: readonly RetryCondition[]): Problem | undefined {
  const changed = conditions.filter(({ outcome }) => outcome === 'differs')
  if (changed.length === 0) return undefined
  const names = [...new Set(changed.map(({ name }) => name))].join(', ')
  return problem('not-possible-now', say`What it would meet has changed since: ${names}`, {
    detail: changed.map(({ name, before, after }) => `${name}: ${before || '–'} → ${after || '–'}`).join('\n'),
    fix: say`Retry it on its page, which shows the changes before, or with "anyway"`,
  })
}

function refusalOf(conditions: readonly RetryCondition[]): Problem | undefined {
  const refusing = conditions.filter(({ refuses }) => refuses)
  if (refusing.length === 0) return undefined
  const isGone = refusing.some(({ kind }) => kind === 'workspace')
  const names = new Set(refusing.flatMap(({ kind, name }) => (kind === 'secret' ? [name] : [])))
  const secrets = [...names].join(', ')
  if (!isGone)
    return problem('not-possible-now', say`It would differ from the run: ${secrets} was set again`, {
      fix: say`Start a new run, which freezes what is there now`,
    })
  return problem(
    'not-possible-now',
    secrets === ''
      ? say`It would differ from the run: the workspace of the run was removed`
      : say`It would differ from the run: ${secrets} was set again; the workspace of the run was removed`,
    { fix: say`Restart it from the beginning of a stage, or start a new run` },
  )
}
