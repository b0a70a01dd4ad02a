import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, beforeEach, expect } from 'vitest'
import { builtinModuleDirectory, readModule } from '#compiler/host/builtin-module.ts'
import { createKernelPool } from '#compiler/host/kernel-pool.ts'
import { compilePipelines } from '#domain/adapters/compile/compile-pipelines.ts'
import { parseQvsConfig } from '#domain/adapters/qvs-config/qvs-config.ts'
import type { Task } from '#domain/tekton/task.ts'
import { fakePrograms } from './fake-programs.ts'
import { type PipelineOutcome, runTask } from './step-runner.ts'

export const secret = 'very-secret-text'
export const secrets = {
  'registry/.dockerconfigjson': `{"auths":{"r.example":{"auth":"${secret}"}}}`,
  'cluster/kubeconfig': `token: ${secret}`,
  'pulumi/passphrase': secret,
  'aws/credentials': `[default]\naws_secret_access_key=${secret}`,
  'argocd/token': secret,
  'linewright-task/token': secret,
}

export interface Ran extends PipelineOutcome {
  readonly calls: readonly (readonly string[])[]
}

export interface CompiledTasks {
  /** The workspace of the test that runs. */
  shared(): string
  task(name: string): Task
  /** Runs a task, `<case>/<task>`, with small programs in place of the real ones; checks that no secret is an argument or in the output. */
  run(
    name: string,
    params: Readonly<Record<string, string>>,
    programs: Readonly<Record<string, string>>,
    apiEndpoint?: string,
  ): Promise<Ran>
}

/** Compiles the tasks of golden cases for the tests of a file, and gives each test a workspace of its own. */
export function compiledTasks(cases: readonly string[]): CompiledTasks {
  const found = new Map<string, Task>()
  let folder: string
  let shared: string

  beforeAll(async () => {
    const pool = await createKernelPool()
    const modules = [await readModule(builtinModuleDirectory)]
    for (const name of cases) {
      const { config } = parseQvsConfig(await readFile(join(builtinModuleDirectory, 'test', name, 'qvs.yaml'), 'utf8'))
      const compiled = await compilePipelines(pool.forProject('programs'), { config, modules, prefix: '' })
      if (!compiled.ok) throw new Error(compiled.error.message)
      for (const task of compiled.value.tasks) found.set(`${name}/${task.metadata.name}`, task)
    }
    await pool.close()
  }, 120_000)

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'linewright-programs-'))
    shared = join(folder, 'shared')
    await mkdir(join(shared, 'source'), { recursive: true })
    return () => rm(folder, { recursive: true, force: true })
  })

  function task(name: string): Task {
    const known = found.get(name)
    if (known === undefined) throw new Error(`No task ${name}; there are ${[...found.keys()].join(', ')}`)
    return known
  }

  return {
    shared: () => shared,
    task,
    async run(name, params, programs, apiEndpoint = '') {
      const fake = await fakePrograms(folder, programs)
      const defaults = (task(name).spec.params ?? []).flatMap(({ name: param, default: initial }) =>
        typeof initial === 'string' ? [[param, initial] as const] : [],
      )
      const given = { ...Object.fromEntries(defaults), ...params }
      const world = { folder, params: {}, secrets, apiEndpoint, programs: fake.folder }
      const done = await runTask(name.replace('/', '-'), task(name), given, world)
      const calls = await fake.calls()
      expect(JSON.stringify(calls)).not.toContain(secret)
      expect(done.output).not.toContain(secret)
      return { ...done, calls }
    },
  }
}
