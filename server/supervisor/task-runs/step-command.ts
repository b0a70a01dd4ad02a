import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Container } from '#domain/tekton/container.ts'
import { lookupPaths } from '#domain/tekton/values/lookups.ts'
import type { ParamValue } from '#domain/tekton/values/params.ts'
import { substituteStepPaths } from '#domain/tekton/launch/substitute-step.ts'
import type { SecretValue, TaskLaunch } from '#domain/tekton/launch/task-launch.ts'
import { mountsOf } from '../executors/mounts.ts'
import type { PreparedTask, StepCommand, TaskFolders } from '../executors/executor.ts'
import { expandVariables } from './expand-variables.ts'
import { withInterpreter } from './interpreter.ts'
import { outputFilesOf } from './output-files.ts'

export type LaunchStep = TaskLaunch['steps'][number]

export interface StepCommandInput {
  readonly launch: TaskLaunch
  /** Unique file name for its script. */
  readonly fileName: string
  readonly marker: string
  readonly secrets: readonly SecretValue[]
  readonly task: PreparedTask
  readonly folders: TaskFolders
  /** Results of earlier steps, by `<step>.<result>`. */
  readonly writtenBySteps: ReadonlyMap<string, ParamValue>
}

/** Inserts paths and results of earlier steps into a step; throws a sentence if a needed result was not written. */
export function resolveStep<S extends Container>(step: S, input: Pick<StepCommandInput, 'task' | 'writtenBySteps'>): S {
  const unwritten: string[] = []
  const paths = { ...input.task.paths(step), writtenBySteps: input.writtenBySteps }
  const resolved = substituteStepPaths(step, lookupPaths(paths), ({ scope, text }) => {
    if (scope === 'steps' && /\.(results|inputs|outputs)\./.test(text)) unwritten.push(text)
  })
  const [first] = unwritten
  if (first !== undefined) throw new Error(`$(${first}) is needed, but no earlier step has written it`)
  return resolved
}

/** Converts a Tekton step or sidecar to a command for the operating system: writes the script, resolves paths, environment and secrets. */
export function stepCommand(given: Container, input: StepCommandInput): StepCommand {
  const { launch, marker, secrets, task, folders } = input
  const step = resolveStep(given, input)
  const own = ownEnvironment(step, secrets)
  const variables = new Map([['LINEWRIGHT_IDEMPOTENCY_KEY', launch.idempotencyKey], ...own.variables])
  const expand = (text: string): string => expandVariables(text, variables)
  const args = (step.args ?? []).map(expand)
  const command =
    step.script === undefined || step.script === ''
      ? (step.command ?? []).map(expand)
      : [
          task.scriptPath(
            writeScript(
              folders.scripts,
              input.fileName,
              step.script,
              launch.isolation === 'podman' || launch.isolation === 'docker',
            ),
          ),
        ]
  const mounts = mountsOf(launch, folders, step)
  const directory = task.directory(step.workingDir, mounts)
  return {
    marker,
    argv: [...command, ...args],
    ownCommand: command.length > 0,
    env: { ...task.env, ...Object.fromEntries(variables), LINEWRIGHT_STEP: marker },
    secretNames: own.secretNames,
    directory,
    mounts,
    container: step,
    outputs: outputFilesOf(step, { launch, folders, mounts, directory }),
  }
}

/** Lists required secrets that were not handed over, as `name/key`. */
export function missingSecrets(launch: TaskLaunch, secrets: readonly SecretValue[]): readonly string[] {
  const refs = [...launch.steps, ...launch.sidecars].flatMap(({ env = [] }) =>
    env.flatMap(({ valueFrom }) => valueFrom?.secretKeyRef ?? []),
  )
  return refs
    .filter((ref) => ref.optional !== true && findSecret(secrets, ref) === undefined)
    .map(({ name, key }) => `${name}/${key}`)
}

function ownEnvironment(
  step: Container,
  secrets: readonly SecretValue[],
): { readonly variables: ReadonlyMap<string, string>; readonly secretNames: ReadonlySet<string> } {
  const variables = new Map<string, string>()
  const secretNames = new Set<string>()
  for (const { name, value, valueFrom } of step.env ?? []) {
    const ref = valueFrom?.secretKeyRef
    // Secrets are used verbatim; Kubernetes expands literals only.
    const resolved = ref === undefined ? expandVariables(value ?? '', variables) : findSecret(secrets, ref)?.value
    if (resolved === undefined) continue
    variables.set(name, resolved)
    // A literal that includes a secret is secret too.
    if (ref !== undefined || [...secretNames].some((secret) => (value ?? '').includes(`$(${secret})`)))
      secretNames.add(name)
  }
  return { variables, secretNames }
}

function findSecret(
  secrets: readonly SecretValue[],
  ref: { readonly name: string; readonly key: string },
): SecretValue | undefined {
  return secrets.find(({ name, key }) => name === ref.name && key === ref.key)
}

function writeScript(folder: string, name: string, script: string, ownImage: boolean): string {
  const path = join(folder, name)
  writeFileSync(path, withInterpreter(script, ownImage), { flag: 'wx', mode: 0o755 })
  return name
}
