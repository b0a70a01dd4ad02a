import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { lookupPaths } from '#domain/tekton/lookups.ts'
import { substituteStepPaths } from '#domain/tekton/substitute-step.ts'
import type { SecretValue, TaskLaunch } from '#domain/tekton/task-launch.ts'
import type { PreparedTask, StepCommand, TaskFolders } from '../executors/executor.ts'
import { expandVariables } from './expand-variables.ts'

export type LaunchStep = TaskLaunch['steps'][number]

export interface StepCommandInput {
  readonly launch: TaskLaunch
  readonly step: LaunchStep
  readonly index: number
  readonly marker: string
  readonly secrets: readonly SecretValue[]
  readonly task: PreparedTask
  readonly folders: TaskFolders
}

/** Makes of a Tekton step what the operating system starts: writes the script, resolves paths, environment and secrets. */
export function stepCommand({
  launch,
  step: given,
  index,
  marker,
  secrets,
  task,
  folders,
}: StepCommandInput): StepCommand {
  const step = substituteStepPaths(given, lookupPaths(task.paths))
  const own = ownEnvironment(step, secrets)
  const variables = new Map([['LINEWRIGHT_IDEMPOTENCY_KEY', launch.idempotencyKey], ...own])
  const expand = (text: string): string => expandVariables(text, variables)
  const args = (step.args ?? []).map(expand)
  const command =
    step.script === undefined || step.script === ''
      ? (step.command ?? []).map(expand)
      : [task.scriptPath(writeScript(folders.scripts, `${index}-${step.name}`, step.script))]
  return {
    marker,
    argv: [...command, ...args],
    env: { ...task.env, ...Object.fromEntries(variables), LINEWRIGHT_STEP: marker },
    directory: task.directory(step.workingDir),
  }
}

/** References to secrets that were not handed over and are not optional, as `name/key`. */
export function missingSecrets(launch: TaskLaunch, secrets: readonly SecretValue[]): readonly string[] {
  const refs = launch.steps.flatMap((step) =>
    (step.env ?? []).flatMap(({ valueFrom }) => valueFrom?.secretKeyRef ?? []),
  )
  return refs
    .filter((ref) => ref.optional !== true && findSecret(secrets, ref) === undefined)
    .map(({ name, key }) => `${name}/${key}`)
}

function ownEnvironment(step: LaunchStep, secrets: readonly SecretValue[]): ReadonlyMap<string, string> {
  const variables = new Map<string, string>()
  for (const { name, value, valueFrom } of step.env ?? []) {
    const ref = valueFrom?.secretKeyRef
    // A secret is taken as it is; Kubernetes expands literals only.
    const resolved = ref === undefined ? expandVariables(value ?? '', variables) : findSecret(secrets, ref)?.value
    if (resolved !== undefined) variables.set(name, resolved)
  }
  return variables
}

function findSecret(
  secrets: readonly SecretValue[],
  ref: { readonly name: string; readonly key: string },
): SecretValue | undefined {
  return secrets.find(({ name, key }) => name === ref.name && key === ref.key)
}

/** Tekton's rule: a script without an interpreter line is a shell script that stops at the first error. */
function writeScript(folder: string, name: string, script: string): string {
  const path = join(folder, name)
  writeFileSync(path, script.startsWith('#!') ? script : `#!/bin/sh\nset -e\n${script}`, { flag: 'wx', mode: 0o755 })
  return name
}
