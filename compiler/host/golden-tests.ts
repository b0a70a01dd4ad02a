import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { parseAllDocuments } from 'yaml'
import { z } from 'zod'
import { compileManifests } from '#domain/adapters/compile-manifests.ts'
import { compilePipelines } from '#domain/adapters/compile-pipelines.ts'
import type { Kernel, ModuleSources } from '#domain/adapters/kernel.ts'
import { parseQvsConfig } from '#domain/adapters/qvs-config.ts'
import { emitYaml } from '#domain/manifests/emit-yaml.ts'
import { err, ok, type Result } from '#domain/result.ts'
import { readModule } from './builtin-module.ts'

/** One half of a case: what was expected and what came, as documents; `reason` where nothing came. */
export interface GoldenOutcome {
  readonly testCase: string
  readonly part: 'setup' | 'main' | 'pipelines'
  readonly passed: boolean
  readonly expected: string
  readonly actual: string
  readonly reason?: string
}

// `setup` and `main` are the documented keys; `pipelines` is our analogue for workflows. "-" skips a part.
const definitionSchema = z.record(
  z.string(),
  z.object({ setup: z.string().default('-'), main: z.string().default('-'), pipelines: z.string().default('-') }),
)

const parameterFileSchema = z.object({
  params: z.array(z.object({ name: z.string(), value: z.string() })).default([]),
  secrets: z.array(z.object({ name: z.string(), key: z.string(), version: z.string().optional() })).default([]),
})

/** Runs the golden tests of a module (value-stream 8.5.1): the working copy is tested, whatever revision the QVS Configs name. */
export async function runGoldenTests(kernel: Kernel, directory: string): Promise<readonly GoldenOutcome[]> {
  const module = await readModule(directory)
  const path = /module:\s*"([^"@]+)/.exec(module.files['cue.mod/module.cue'] ?? '')?.[1] ?? ''
  const answer = await kernel.read({ modules: [module], package: `${path}/test:designpattern_test` })
  if (!answer.ok) throw new Error(`test/test.cue: ${answer.error.message}`)
  const outcomes: GoldenOutcome[] = []
  for (const [testCase, parts] of Object.entries(definitionSchema.parse(answer.value.data))) {
    for (const part of ['setup', 'main', 'pipelines'] as const) {
      if (parts[part] === '-') continue
      const expected = await readFile(join(directory, 'test', testCase, parts[part]), 'utf8')
      const actual = await compileCase(kernel, module, join(directory, 'test', testCase), part)
      const text = actual.ok ? actual.value : ''
      const passed = actual.ok && isDeepStrictEqual(documents(text), documents(expected))
      outcomes.push({ testCase, part, passed, expected, actual: text, ...(actual.ok ? {} : { reason: actual.error }) })
    }
  }
  return outcomes
}

function documents(text: string): unknown[] {
  return parseAllDocuments(text).map((document): unknown => document.toJS())
}

async function compileCase(
  kernel: Kernel,
  module: ModuleSources,
  folder: string,
  part: GoldenOutcome['part'],
): Promise<Result<string, string>> {
  const { config, findings } = parseQvsConfig(await readFile(join(folder, 'qvs.yaml'), 'utf8'))
  const wrong = findings.find(({ severity }) => severity === 'error')
  if (wrong !== undefined) return err(wrong.message)
  const modules = [module]
  if (part === 'pipelines') {
    const compiled = await compilePipelines(kernel, { config, modules, prefix: 'app' })
    if (!compiled.ok) return err(compiled.error.message)
    const broken = compiled.value.findings.find(({ severity }) => severity === 'error')
    if (broken !== undefined) return err(broken.message)
    const all = [...compiled.value.pipelines, ...compiled.value.tasks]
    return ok(
      all.map((document) => emitYaml(z.record(z.string(), z.json()).parse(document), 'tekton').text).join('---\n'),
    )
  }
  const given = parameterFileSchema.parse(JSON.parse(await readFile(join(folder, 'params.json'), 'utf8')))
  const compiled = await compileManifests(kernel, {
    config,
    modules,
    setup: part === 'setup',
    values: Object.fromEntries(given.params.map(({ name, value }) => [name, value])),
    secrets: Object.fromEntries(
      given.secrets.map(({ name, key, version }) => [name, { key, ...(version === undefined ? {} : { version }) }]),
    ),
  })
  if (!compiled.ok) return err(compiled.error.message)
  return ok(compiled.value.manifests.map(({ text }) => text).join('---\n'))
}
