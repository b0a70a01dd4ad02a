import type { StageSnapshot } from '../snapshot.ts'

/**
 * Names of the secrets that the stage's steps refer to, in its Tasks or in Tasks embedded in its Pipeline; steps get their newest values. If a name
 * comes from a parameter, the values of all the stage's parameters count.
 */
export function stepSecrets({
  pipeline,
  tasks,
  parameters,
}: Pick<StageSnapshot, 'pipeline' | 'tasks' | 'parameters'>): ReadonlySet<string> {
  const referred = namesIn([pipeline.spec, tasks])
  const names = referred.filter((name) => !name.includes('$('))
  const given = names.length === referred.length ? [] : parameters.flatMap(({ value }) => value ?? [])
  return new Set([...names, ...given])
}

function namesIn(data: unknown): readonly string[] {
  if (typeof data !== 'object' || data === null) return []
  return Object.entries(data).flatMap(([key, value]: [string, unknown]) => [...nameAt(key, value), ...namesIn(value)])
}

/** `secretKeyRef` and `secretRef` have a `name`, a volume's `secret` has a `secretName`. */
function nameAt(key: string, value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null || !/^secret(?:KeyRef|Ref)?$/.test(key)) return []
  const name: unknown = 'secretName' in value ? value.secretName : 'name' in value ? value.name : undefined
  return typeof name === 'string' ? [name] : []
}
