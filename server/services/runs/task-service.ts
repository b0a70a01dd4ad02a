import { problem, type Problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import { err, ok, type Result } from '#domain/result.ts'
import { planTarget } from '#domain/target/plan-target.ts'
import { secretReferences } from '#domain/target/target-plan.ts'
import type { Run } from '#domain/run/state.ts'
import type { Ports } from '../../ports.ts'
import type { RolloutStatus } from '#domain/target/target-messages.ts'
import { secretValues } from '../deliveries/secret-values.ts'
import { versionName } from './pinned-commit.ts'
import type { RunReader } from './run-reader.ts'
import type { TaskIdentity, TaskTokens } from './task-tokens.ts'

/** The API for running tasks, each limited to its own stage and Deployment. */
export interface TaskService {
  /** The identity behind a token, if its stage runs now in the same attempt. */
  identify(token: string): Promise<Result<TaskIdentity, Problem>>
  manifests(task: TaskIdentity): Promise<Result<readonly { readonly path: string; readonly text: string }[], Problem>>
  rollOut(task: TaskIdentity, documents: readonly string[]): Promise<Result<{ readonly rollout: string }, Problem>>
  /** Waits at most `waitMs` for a rollout of the task's stage to end; undefined for one of another stage. */
  rollout(task: TaskIdentity, id: string, waitMs: number): Promise<RolloutStatus | undefined>
}

export function createTaskService(
  ports: Ports,
  reader: RunReader,
  tokens: TaskTokens,
  changed: (project: string, id: string) => void,
): TaskService {
  const rollouts = new Map<string, string>()

  async function runOf({ project, run }: TaskIdentity): Promise<Run> {
    const found = await reader.read(project, run)
    if (found === undefined) throw new Error(`The run ${run} of a task is gone`)
    return found
  }

  return {
    async identify(token) {
      const identity = await tokens.read(token)
      const refused = problem('not-signed-in', say`The token of the task is not valid, or its stage has ended`)
      if (identity === undefined) return err(refused)
      const run = await reader.read(identity.project, identity.run)
      const stage = run?.stages[identity.stage]
      return run?.attempt === identity.attempt && stage?.state === 'running' ? ok(identity) : err(refused)
    },
    async manifests(task) {
      const run = await runOf(task)
      return ok(run.stages[task.stage]?.manifests ?? [])
    },
    rollOut,
    async rollout(task, id, waitMs) {
      // A rollout from before a restart is not known here; its id cannot be guessed.
      if ((rollouts.get(id) ?? ownerOf(task)) !== ownerOf(task)) return undefined
      const status = await latest(task, id, waitMs)
      // What runs there may be another version now.
      if (status !== undefined && status.state !== 'progressing')
        changed(task.project, `${task.application}/${task.deployment}`)
      return status
    },
  }

  /** A rollout that failed in an earlier attempt starts over (decision 65): only the waiting task is retried, and would find it failed for ever. */
  async function latest(task: TaskIdentity, id: string, waitMs: number): Promise<RolloutStatus | undefined> {
    const status = await ports.target.rollout(id, waitMs)
    if (status?.state !== 'failed') return status
    const run = await runOf(task)
    const again = await rollOut(task, run.stages[task.stage]?.manifests.map(({ text }) => text) ?? [])
    // Within one attempt it is the same rollout.
    return again.ok && again.value.rollout !== id ? ports.target.rollout(again.value.rollout, waitMs) : status
  }

  async function rollOut(
    task: TaskIdentity,
    documents: readonly string[],
  ): Promise<Result<{ readonly rollout: string }, Problem>> {
    const run = await runOf(task)
    const snapshot = await reader.snapshot(run.snapshot)
    const frozen = new Set(run.stages[task.stage]?.manifests.map(({ text }) => text))
    // Only the manifests that people were shown are rolled out.
    if (documents.length === 0 || !documents.every((text) => frozen.has(text))) {
      return err(
        problem('not-allowed', say`Only the stage's own frozen manifests can be rolled out`, {
          fix: say`Apply what /apis/v1/task/manifests answers, unchanged`,
        }),
      )
    }
    const findings = ports.target.validate(documents).filter(({ severity }) => severity === 'error')
    const [first] = findings
    if (first !== undefined) return err(problem('unsupported', first.message, { findings, place: first.place }))
    const wanted = secretReferences(planTarget(documents).plan)
    const secrets = await secretValues(ports.secrets, task, wanted)
    if (!secrets.ok) return secrets
    const { project, application, deployment, environment, stage } = task
    const version = await versionName(reader, run, snapshot, application)
    const started = await ports.target.rollOut({
      target: { project, application, deployment, environment },
      documents: [...documents],
      secrets: [...secrets.value],
      origin: {
        run: run.id,
        number: run.number,
        attempt: run.attempt,
        stage,
        version,
        stageDigest: run.stages[stage]?.digest ?? '',
        by: run.by.name,
      },
      idempotencyKey: `${run.id}/${String(run.attempt)}/${stage}`,
    })
    if (!started.ok) return started
    rollouts.set(started.value.id, ownerOf(task))
    changed(project, `${application}/${deployment}`)
    return ok({ rollout: started.value.id })
  }
}

function ownerOf({ run, stage }: TaskIdentity): string {
  return `${run}/${stage}`
}
