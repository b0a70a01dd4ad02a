import { LineCounter } from 'yaml'
import { parseAllDocuments } from '../../yaml.ts'
import { z } from 'zod'
import { emitYaml } from '../../manifests/emit-yaml.ts'
import { problem, type Problem } from '../../problem.ts'
import { say } from '../../sentence.ts'
import { err, ok, type Result } from '../../result.ts'
import { checkAliases } from '../../yaml-aliases.ts'
import { v1beta1Documents } from '../compile/tekton-v1beta1.ts'
import { compilePipelines } from '../compile/compile-pipelines.ts'
import { compileResources } from '../compile/compile-resources.ts'
import { declaredPath } from '../modules/found-module.ts'
import type { Kernel, ModuleSources } from '../kernel/kernel.ts'
import { parseParameterFile } from '../qvs-config/parameter-file.ts'
import { parseQvsConfig, type QvsConfig } from '../qvs-config/qvs-config.ts'

const goldenParts = ['setup', 'main', 'pipelines'] as const
/** A part of a test case: the setup resources, the application's resources, or the workflow. */
export type GoldenPart = (typeof goldenParts)[number]

/** The outcome of one part of a case: expected and actual text; `reason` if there is no actual one. */
export interface GoldenOutcome {
  readonly testCase: string
  readonly part: GoldenPart
  readonly passed: boolean
  /** Path of the file with the expected text, below the module's root. */
  readonly file: string
  readonly expected: string
  /** The actual text, in the format of the file. */
  readonly actual: string
  /** Documents that differ, each as normalised text; a missing side means one document too many or too few. */
  readonly differences: readonly { readonly document: string; readonly expected?: string; readonly actual?: string }[]
  readonly reason?: Problem
}

/** Finds the modules for a case's QVS Config (`file`, below the module's root); the one under test replaces its published versions. */
export type ModulesFor = (
  config: QvsConfig,
  file: string,
  tested: ModuleSources,
) => Promise<Result<readonly ModuleSources[], Problem>>

/** The module under test as the evaluator takes it, and all its texts, including those below `test/`, by path below its root. */
export interface GoldenSubject {
  readonly module: ModuleSources
  readonly texts: Readonly<Record<string, string>>
}

export interface GoldenOptions {
  readonly parts?: readonly GoldenPart[]
  /** Names of the cases to run; all cases if missing. */
  readonly cases?: readonly string[]
  /** Finds modules besides the one under test. */
  readonly modulesFor?: ModulesFor
}

// `setup` and `main` are the documented keys; `pipelines` is our counterpart for workflows. "-" skips a part.
const caseSchema = z.object({
  setup: z.string().default('-'),
  main: z.string().default('-'),
  pipelines: z.string().default('-'),
})
const documentSchema = z.record(z.string(), z.json())

/** Runs a module's golden tests (Value Stream) on the working copy, whatever revision the QVS Configs name. */
export async function runGoldenTests(
  kernel: Kernel,
  subject: GoldenSubject,
  options: GoldenOptions = {},
): Promise<Result<readonly GoldenOutcome[], Problem>> {
  const { module, texts } = subject
  if (!Object.keys(texts).some((file) => /^test\/[^/]+\.cue$/.test(file)))
    return err(
      problem('not-found', say`The module has no tests: test/test.cue is missing`, {
        fix: say`Write package designpattern_test there, and a case such as simple: main: "results/manifests.yml"`,
      }),
    )
  const answer = await kernel.read({
    modules: [module],
    package: `${declaredPath(module) ?? ''}/test:designpattern_test`,
  })
  if (!answer.ok) return answer
  const defined = z.record(z.string(), caseSchema).safeParse(answer.value.data)
  if (!defined.success)
    return err(
      problem('invalid-document', say`test/test.cue: ${defined.error.issues[0]?.message ?? 'cannot be read'}`, {
        fix: say`Each case has the keys setup and main (or pipelines): the path of the expected file, or "-"`,
      }),
    )
  const unknown = options.cases?.find((name) => !Object.hasOwn(defined.data, name))
  if (unknown !== undefined)
    return err(
      problem('not-found', say`There is no test case "${unknown}"`, {
        fix: say`There are ${Object.keys(defined.data).join(', ')}`,
      }),
    )
  const outcomes: GoldenOutcome[] = []
  for (const [testCase, parts] of Object.entries(defined.data)) {
    if (options.cases !== undefined && options.cases.length > 0 && !options.cases.includes(testCase)) continue
    for (const key of goldenParts) {
      if (parts[key] === '-') continue
      const file = expectedFile(texts, testCase, parts[key])
      const expected = texts[file]
      // A workflow may also be under a documented key; its expected documents show which it is.
      const part = expected !== undefined && isWorkflow(documents(expected)) ? 'pipelines' : key
      if (options.parts?.includes(part) === false) continue
      outcomes.push(await runPart(kernel, subject, { testCase, part, file, expected }, options))
    }
  }
  return ok(outcomes)
}

interface Part {
  readonly testCase: string
  readonly part: GoldenPart
  readonly file: string
  readonly expected: string | undefined
}

/** The path is relative to the case's folder; one relative to the folder of all tests works too. */
function expectedFile(texts: GoldenSubject['texts'], testCase: string, path: string): string {
  const own = below(`test/${testCase}`, path)
  const shared = below('test', path)
  return texts[own] === undefined && texts[shared] !== undefined ? shared : own
}

/** Resolves a path below a folder, without `.` and `..`; a path cannot leave the module. */
function below(folder: string, path: string): string {
  const out: string[] = []
  for (const part of `${folder}/${path}`.split('/'))
    if (part === '..') out.pop()
    else if (part !== '' && part !== '.') out.push(part)
  return out.join('/')
}

function isWorkflow(wanted: readonly Document[]): boolean {
  return wanted.length > 0 && wanted.every(({ apiVersion }) => String(apiVersion).startsWith('tekton.dev/'))
}

async function runPart(
  kernel: Kernel,
  subject: GoldenSubject,
  { testCase, part, file, expected }: Part,
  options: GoldenOptions,
): Promise<GoldenOutcome> {
  const wanted = documents(expected ?? '')
  const compiled = await compileCase(kernel, subject, `test/${testCase}`, part, wanted, options)
  const made = compiled.ok ? compiled.value : []
  const reason = compiled.ok ? brokenIn(expected ?? '', file) : compiled.error
  const actual = made
    .map((document) => emitYaml(document, part === 'pipelines' ? 'tekton' : 'sorted').text)
    .join('---\n')
  const outcome = { testCase, part, file, expected: expected ?? '', actual }
  if (expected === undefined)
    return {
      ...outcome,
      passed: false,
      differences: [],
      reason:
        reason ??
        problem('not-found', say`There is no such file`, {
          fix: say`Accept what came, or write what is expected`,
          place: { document: file },
        }),
    }
  const differences = reason === undefined ? compare(wanted, made.map(normal)) : []
  const passed = reason === undefined && differences.length === 0
  return { ...outcome, passed, differences, ...(reason === undefined ? {} : { reason }) }
}

type Document = z.infer<typeof documentSchema>

function documents(text: string): Document[] {
  return parseAllDocuments(text).flatMap((document) => {
    if (checkAliases(document).errors.length > 0) return []
    const data = documentSchema.safeParse(document.toJS())
    return data.success ? [data.data] : []
  })
}

/** The problem if the expected text is not YAML and so cannot be compared. */
function brokenIn(text: string, file: string): Problem | undefined {
  const lines = new LineCounter()
  const [first] = parseAllDocuments(text, { lineCounter: lines }).flatMap((document) => checkAliases(document).errors)
  if (first === undefined) return undefined
  const { line, col } = lines.linePos(first.pos[0])
  return problem('invalid-document', first.message, {
    fix: say`Accept what came, or write what is expected`,
    place: { document: file, line: Math.max(1, line), column: Math.max(1, col) },
  })
}

/** Compares documents in any order; the order of lists matters. */
function compare(expected: readonly Document[], actual: readonly Document[]): GoldenOutcome['differences'] {
  const [wanted, made] = [byName(expected), byName(actual)]
  return [...new Set([...wanted.keys(), ...made.keys()])].flatMap((document) => {
    const [left, right] = [wanted.get(document), made.get(document)]
    if (left === right) return []
    return [
      {
        document,
        ...(left === undefined ? {} : { expected: left }),
        ...(right === undefined ? {} : { actual: right }),
      },
    ]
  })
}

/** Texts with sorted keys by each document's kind and name; duplicates are numbered. */
function byName(all: readonly Document[]): ReadonlyMap<string, string> {
  const out = new Map<string, string>()
  for (const document of all) {
    const { kind, name, namespace } = namesOf(document)
    const base = [kind, namespace === undefined ? name : `${namespace}/${name}`].filter(Boolean).join(' ')
    let key = base
    for (let count = 2; out.has(key); count++) key = `${base} (${count})`
    out.set(key, emitYaml(document).text)
  }
  return out
}

function namesOf(document: Document) {
  return z
    .looseObject({
      kind: z.string().catch('Document'),
      metadata: z.looseObject({ name: z.string().catch(''), namespace: z.string().optional() }).catch({ name: '' }),
      releaseName: z.string().optional(),
    })
    .transform(({ kind, metadata, releaseName }) => ({ kind, ...metadata, name: releaseName ?? metadata.name }))
    .parse(document)
}

/** Passes a document through YAML, so that both sides are processed the same way. */
function normal(document: Document): Document {
  return documents(emitYaml(document).text)[0] ?? {}
}

async function compileCase(
  kernel: Kernel,
  { module, texts }: GoldenSubject,
  folder: string,
  part: GoldenPart,
  wanted: readonly Document[],
  { modulesFor }: GoldenOptions,
): Promise<Result<readonly Document[], Problem>> {
  const file = `${folder}/qvs.yaml`
  const text = texts[file]
  if (text === undefined) return err(problem('not-found', say`The case has no file ${file}`))
  const { config, findings } = parseQvsConfig(text)
  const errors = findings.filter(({ severity }) => severity === 'error')
  if (errors.length > 0) return err(problem('invalid-document', errors[0]?.message ?? '', { findings: errors }))
  const found = await (modulesFor?.(config, file, module) ?? Promise.resolve(ok([module])))
  if (!found.ok) return found
  if (part === 'pipelines') return compileWorkflow(kernel, config, found.value, wanted)
  const given = parseParameterFile(texts[`${folder}/params.json`] ?? '')
  if (!given.ok) return given
  const compiled = await compileResources(kernel, {
    config,
    modules: found.value,
    setup: part === 'setup',
    ...given.value,
    provenance: false,
  })
  return compiled.ok ? ok(compiled.value.resources.map(({ data }) => data)) : compiled
}

async function compileWorkflow(
  kernel: Kernel,
  config: QvsConfig,
  modules: readonly ModuleSources[],
  wanted: readonly Document[],
): Promise<Result<readonly Document[], Problem>> {
  const plain = await compilePipelines(kernel, { config, modules, prefix: '' })
  if (!plain.ok) return plain
  const prefix = prefixOf(
    wanted,
    plain.value.pipelines.map(({ metadata }) => metadata.name),
  )
  const compiled = await compilePipelines(kernel, { config, modules, prefix })
  if (!compiled.ok) return compiled
  const errors = compiled.value.findings.filter(({ severity }) => severity === 'error')
  if (errors.length > 0) return err(problem('compile-failed', errors[0]?.message ?? '', { findings: errors }))
  const { pipelines, tasks } = compiled.value
  const isOld = wanted.some(({ apiVersion }) => apiVersion === 'tekton.dev/v1beta1')
  const all = isOld ? v1beta1Documents(pipelines, tasks) : [...pipelines, ...tasks]
  const made = all.map((document) => documentSchema.parse(document))
  const isOurs = wanted.some((document) => JSON.stringify(document).includes('"linewright.dev/'))
  return ok(isOurs ? made : made.map(withoutOwnAnnotations))
}

/** Files written by another compiler lack the annotations that ours adds for the platform. */
function withoutOwnAnnotations(document: Document): Document {
  const metadata = z.looseObject({ annotations: z.record(z.string(), z.json()).optional() }).parse(document['metadata'])
  const { annotations = {}, ...rest } = metadata
  const kept = Object.entries(annotations).filter(([name]) => !name.startsWith('linewright.dev/'))
  return documentSchema.parse({
    ...document,
    metadata: { ...rest, ...(kept.length === 0 ? {} : { annotations: Object.fromEntries(kept) }) },
  })
}

const namedSchema = z.looseObject({ kind: z.string(), metadata: z.looseObject({ name: z.string() }) })

/** The application's name at the start of the expected Pipelines' names. */
function prefixOf(wanted: readonly Document[], stages: readonly string[]): string {
  for (const document of wanted) {
    const read = namedSchema.safeParse(document)
    if (!read.success || read.data.kind !== 'Pipeline') continue
    const { name } = read.data.metadata
    const stage = stages.filter((candidate) => name.endsWith(`-${candidate}`)).sort((a, b) => b.length - a.length)[0]
    if (stage !== undefined) return name.slice(0, -stage.length - 1)
  }
  return ''
}
