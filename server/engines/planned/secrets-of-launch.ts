import { problem, type Problem } from '#domain/problem.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type { PipelineRun } from '#domain/tekton/pipeline.ts'
import type { SecretValue, TaskLaunch } from '#domain/tekton/task-launch.ts'
import type { SecretResolver } from '../engine.ts'

/** Resolves every secret that the steps of a launch refer to; a missing one is a problem unless it is optional. */
export async function secretsOfLaunch(
  run: PipelineRun,
  launch: TaskLaunch,
  secrets: SecretResolver,
): Promise<Result<readonly SecretValue[], Problem>> {
  const wanted = new Map(
    launch.steps
      .flatMap(({ env = [] }) => env.flatMap(({ valueFrom }) => valueFrom?.secretKeyRef ?? []))
      .map(({ name, key, optional = false }) => [`${name}/${key}/${String(optional)}`, { name, key, optional }]),
  )
  const values: SecretValue[] = []
  for (const { name, key, optional } of wanted.values()) {
    const value = await secrets.resolve({ pipelineRun: run, name, key })
    if (value !== undefined) values.push({ name, key, value })
    else if (!optional) {
      return err(
        problem('not-found', `Secret "${name}" has no key "${key}" that task "${launch.pipelineTask}" may use`, {
          fix: 'Set the secret in the parameters of the deployment',
        }),
      )
    }
  }
  return ok(values)
}
