import { problem, type Problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type { SecretValue } from '#domain/tekton/launch/task-launch.ts'
import type { SecretStore } from '../../ports/secrets.ts'

/**
 * Values for the secret references of manifests, from one environment only: the secret `<name>/<key>`, or else
 * `<name>`.
 */
export async function secretValues(
  secrets: SecretStore,
  { project, environment }: { readonly project: string; readonly environment: string },
  wanted: readonly { readonly name: string; readonly key: string; readonly optional: boolean }[],
): Promise<Result<readonly SecretValue[], Problem>> {
  const values: SecretValue[] = []
  for (const { name, key, optional } of wanted) {
    const value =
      (await secrets.reveal({ project, environment, key: `${name}/${key}` })) ??
      (await secrets.reveal({ project, environment, key: name }))
    if (value !== undefined) values.push({ name, key, value })
    else if (!optional) {
      return err(
        problem('not-found', say`The secret ${name} has no key ${key} in ${environment}`, {
          fix: say`Set the secret ${name} for ${environment}`,
        }),
      )
    }
  }
  return ok(values)
}
