import { spawn } from 'node:child_process'
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Pipeline } from '#domain/tekton/pipeline.ts'
import type { Task } from '#domain/tekton/task.ts'

/** What runs the steps of compiled tasks here, without an engine: replaces parameters, results and workspaces and starts the scripts. */
export interface StepWorld {
  readonly folder: string
  readonly params: Readonly<Record<string, string>>
  readonly secrets: Readonly<Record<string, string>>
  readonly apiEndpoint: string
  /** A folder of programs that are found before those of the machine. */
  readonly programs?: string
}

export interface PipelineOutcome {
  readonly output: string
  readonly exitCode: number
  readonly results: Readonly<Record<string, string>>
}

/** Runs the tasks of a pipeline one after the other, in their order, until one fails. */
export async function runPipeline(pipeline: Pipeline, tasks: readonly Task[], world: StepWorld): Promise<PipelineOutcome> {
  const params: Record<string, string> = { ...world.params }
  for (const { name, default: value } of pipeline.spec.params ?? []) {
    if (params[name] === undefined && typeof value === 'string') params[name] = value
  }
  const results: Record<string, string> = {}
  let output = ''
  for (const pipelineTask of pipeline.spec.tasks) {
    const task = tasks.find((candidate) => candidate.metadata.name === pipelineTask.taskRef?.name)
    if (task === undefined) continue
    const given = Object.fromEntries(
      (pipelineTask.params ?? []).map(({ name, value }) => [
        name,
        (typeof value === 'string' ? value : JSON.stringify(value))
          .replace(/\$\(params\.([\w.-]+)\)/g, (_, key: string) => params[key] ?? `missing:${key}`)
          .replace(/\$\(tasks\.([\w-]+)\.results\.([\w-]+)\)/g, (_, from: string, key: string) => results[`${from}.${key}`] ?? ''),
      ]),
    )
    const done = await runTask(pipelineTask.name, task, given, world)
    output += done.output
    Object.assign(results, Object.fromEntries(Object.entries(done.results).map(([key, value]) => [`${pipelineTask.name}.${key}`, value])))
    if (done.exitCode !== 0) return { output, exitCode: done.exitCode, results }
  }
  return { output, exitCode: 0, results }
}

/** Runs the steps of one task one after the other, until one fails. */
export async function runTask(name: string, task: Task, params: Readonly<Record<string, string>>, world: StepWorld): Promise<PipelineOutcome> {
  const workspace = join(world.folder, 'shared')
  const resultFolder = join(world.folder, 'results', name)
  await mkdir(workspace, { recursive: true })
  await mkdir(resultFolder, { recursive: true })
  const replace = (text: string) =>
    text
      .replace(/\$\(params\.([\w.-]+)\)/g, (_, key: string) => params[key] ?? `missing:${key}`)
      .replace(/\$\(results\.([\w-]+)\.path\)/g, (_, key: string) => join(resultFolder, key))
      .replaceAll('$(workspaces.shared.path)', workspace)
      .replaceAll('$(context.taskRun.namespace)', 'shop-project')
  let output = ''
  let exitCode = 0
  for (const [index, step] of task.spec.steps.entries()) {
    const env: Record<string, string> = { 
      PATH: [...(world.programs === undefined ? [] : [world.programs]), process.env['PATH'] ?? ''].join(':'),
      HOME: world.folder,
    }
    for (const { name: variable, value, valueFrom } of step.env ?? []) {
      const secret = valueFrom?.secretKeyRef
      if (secret !== undefined) env[variable] = world.secrets[`${replace(secret.name)}/${secret.key}`] ?? ''
      else if (valueFrom?.fieldRef !== undefined) env[variable] = world.apiEndpoint
      else env[variable] = replace(value ?? '')
    }
    const script = join(resultFolder, `step-${index}`)
    await writeFile(script, replace(step.script ?? ''))
    await chmod(script, 0o755)
    const [program = script, ...args] = [...(step.command ?? []), ...(step.args ?? [])].map(replace)
    const done = await start(program, args, env, workspace)
    output += done.output
    exitCode = done.exitCode
    if (exitCode !== 0) break
  }
  const results: Record<string, string> = {}
  for (const { name: result } of task.spec.results ?? []) {
    results[result] = await readFile(join(resultFolder, result), 'utf8').catch(() => '')
  }
  return { output, exitCode, results }
}

function start(program: string, args: readonly string[], env: Readonly<Record<string, string>>, cwd: string): Promise<{ output: string; exitCode: number }> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...args], { env, cwd, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.on('error', reject)
    child.on('close', (code) => resolve({ output, exitCode: code ?? -1 }))
  })
}
