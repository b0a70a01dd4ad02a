import { randomBytes, randomUUID } from 'node:crypto'
import { stringify } from 'yaml'
import { problem, type Finding, type Problem } from '#domain/problem.ts'
import { ok, type Result } from '#domain/result.ts'
import { readBundle, type Bundle } from '#domain/tekton/bundle/bundle.ts'
import type { WrittenObject } from '#domain/tekton/bundle/documents.ts'
import { runOf } from '#domain/tekton/bundle/inline-run.ts'
import type { RunIdentity } from '#domain/tekton/bundle/run-metadata.ts'
import { placeFinding } from '#domain/tekton/bundle/written-place.ts'
import { isolationAnnotation } from '#domain/tekton/launch/isolation.ts'
import { isolationSchema } from '#domain/tekton/launch/task-launch.ts'
import { tasksWithin } from '#domain/tekton/run/child-run.ts'
import type { PipelineRun } from '#domain/tekton/pipeline.ts'
import { largestResultLimit, resultLimitAnnotation } from '#domain/tekton/values/result-limit.ts'
import { conditionOf, tektonObject, type TektonObject } from '#domain/tekton/run/tekton-object.ts'
import type { PipelineRunStatus } from '#domain/tekton/run/status.ts'
import { findIsolationErrors } from '#domain/tekton/validate/isolation.ts'
import { validateRun } from '#domain/tekton/validate/validate-run.ts'
import type { ObjectReader } from '#server/engines/engine.ts'
import { openPrivateEngine } from '#server/node/private-engine.ts'
import { defineCommand, exitCodes } from '../command.ts'
import { UsageError } from '../parse-arguments.ts'
import { readInput } from '../read-input.ts'
import { CommandFailure, reportFindings } from '../report.ts'
import type { Terminal } from '../terminal.ts'
import { asReadRun, createCheck, type FindIn, type ReadRun } from '../tekton/check-runs.ts'
import {
  checkApproved,
  checkGiven,
  claimsOf,
  type Given,
  readGiven,
  withGiven,
  writtenWith,
} from '../tekton/given-values.ts'
import { createInliner } from '../tekton/inline-with-remotes.ts'
import { runOne, type RunOptions } from '../tekton/run-one.ts'
import { writeResult } from '../write-result.ts'

const description =
  'FILE holds PipelineRuns and TaskRuns with what they refer to: Pipelines, Tasks, StepActions, ConfigMaps, Secrets, PersistentVolumeClaims. ' +
  'Tasks, Pipelines and StepActions elsewhere are found by the resolvers git, http, hub and bundles, and those of a cluster in FILE. ' +
  'Several runs run one after the other; a Pipeline or Task without a run is run with --param. Nothing but this machine is needed. ' +
  'bwrap and process run the programs of this machine and ignore images; podman and docker run images. Ctrl+C cancels as in Tekton. ' +
  'The exit code is 0 when all runs have succeeded.'

export const tektonRun = defineCommand({
  path: ['tekton', 'run'],
  summary: 'Run a Tekton file on this machine, without a cluster or server',
  description,
  options: {
    file: {
      short: 'f',
      value: 'FILE',
      required: true,
      completes: 'file',
      summary: 'YAML with the runs; - is standard input',
    },
    param: {
      short: 'p',
      value: 'NAME=VALUE',
      repeatable: true,
      summary: 'A parameter; lists as a,b or JSON, objects as key:value,... or JSON',
    },
    workspace: {
      short: 'w',
      value: 'NAME=DIR',
      repeatable: true,
      completes: 'directory',
      summary: 'A folder of this machine as workspace',
    },
    executor: {
      value: 'NAME',
      choices: ['bwrap', 'process', 'podman', 'docker'],
      summary: 'How steps are kept apart (the first that works)',
    },
    'max-result-size': {
      value: 'BYTES',
      summary: 'Bytes that the results of a task may have together (4096), as on a cluster that allows more',
    },
    approve: { value: 'TASK', repeatable: true, summary: 'Approve this ApprovalTask; "all" approves every one' },
  },
  examples: [
    ['Run what a file holds', 'linewright tekton run -f pipelinerun.yaml'],
    [
      'Run a Task with parameters and a folder',
      'linewright tekton run -f task.yaml --param version=1.2 --workspace source=.',
    ],
    ['In containers, with the outcome as data', 'linewright tekton run -f run.yaml --executor podman --output json'],
  ],
  async run({ options, terminal }) {
    const text = await readInput(terminal, options.file)
    const name = options.file === '-' ? 'standard input' : options.file
    const read = readBundle(text, name, (base64) => Buffer.from(base64, 'base64').toString())
    if (!read.ok) throw new CommandFailure(read.error, name)
    const bundle = read.value
    reportFindings(terminal, bundle.warnings, name)
    checkResultSize(options['max-result-size'])
    const given = readGiven(options.param, options.workspace, terminal.cwd)
    const documents = bundle.runs.length > 0 ? bundle.runs : lone(bundle)
    if (documents.length === 0 && bundle.errors.length === 0)
      throw new UsageError(`${name} holds no run, Pipeline or Task`)
    const inlined = await inlineRuns(documents, bundle, given, options, terminal)
    const check = createCheck(inlined, bundle, (warnings) => reportFindings(terminal, warnings, name))
    const refuse = (find: FindIn): void => {
      const findings = check(find)
      if (findings.length > 0) throw refusal(documents, findings, name)
    }
    refuse(validateRun)
    const written = inlined.flatMap(({ run, ...rest }) => (run === undefined ? [] : [{ ...rest, run }]))
    const runs = written.map(({ run }) => run)
    checkGiven(given, runs)
    checkApproved(options.approve, runs)

    terminal.endsItself()
    const namespaces = [...new Set(runs.map(({ metadata }) => metadata.namespace ?? 'default'))]
    const host = await openPrivateEngine({
      objects: objectsOf(bundle),
      claims: claimsOf(given, namespaces),
      graceMs: 1000,
    })
    const ended: Ended[] = []
    try {
      const capabilities = await host.engine.capabilities()
      const executor = options.executor ?? capabilities.isolation
      tellExecutor(terminal, runs, executor, capabilities.isolations)
      const isolation = isolationSchema.parse(executor)
      refuse((run) => findIsolationErrors(run, isolation))
      for (const one of written) {
        if (terminal.signal.aborted) break
        const outcome = await runToItsEnd(one, given, { terminal, host, approve: options.approve })
        if (!outcome.ok) throw new CommandFailure(placed(outcome.error, one.document, bundle), name)
        ended.push(outcome.value)
      }
    } finally {
      await host.close()
    }
    await writeObjects(
      terminal,
      ended.map(({ object }) => object),
    )
    return ended.every(({ succeeded }) => succeeded) ? exitCodes.ok : exitCodes.failed
  },
})

/** Inlines all references of the runs and adds the values of the command line. */
async function inlineRuns(
  documents: readonly WrittenObject[],
  bundle: Bundle,
  given: Given,
  options: { readonly executor: string | undefined; readonly 'max-result-size': string | undefined },
  terminal: Terminal,
): Promise<readonly ReadRun[]> {
  const inliner = createInliner(bundle, given.params, terminal)
  const inlined: ReadRun[] = []
  // One after another, so that the next one reuses what this one fetched.
  for (const document of documents) {
    const { run, ...rest } = asReadRun(document, await inliner.inline(document, newIdentity()))
    const settings = [options.executor, options['max-result-size']] as const
    inlined.push({ ...rest, run: run === undefined ? undefined : withGiven(withSettings(run, ...settings), given) })
  }
  return inlined
}

interface Ended {
  readonly object: TektonObject
  readonly succeeded: boolean
}

async function runToItsEnd(
  { document, run: written, sources }: ReadRun & { readonly run: PipelineRun },
  given: Given,
  options: RunOptions,
): Promise<Result<Ended, Problem>> {
  const { terminal } = options
  // Time-outs count from here, not from the start of earlier runs.
  const creationTimestamp = new Date().toISOString()
  const run = { ...written, metadata: { ...written.metadata, creationTimestamp } }
  const title = `${document.kind} ${run.metadata.name}`
  terminal.err(`${title}\n`)
  const outcome = await runOne(run, options)
  if (!outcome.ok) return outcome
  const { status, children } = outcome.value
  const { status: verdict, reason, message } = conditionOf(run, status)
  terminal.err(`${title}: ${reason}${message === undefined ? '' : `: ${message}`}\n`)
  if ([status, ...children.map((child) => child.status)].some(hasTooLargeResult)) terminal.err(`${moreResults}\n`)
  return ok({
    object: tektonObject(writtenWith(document.value, run, given), run, status, { children, sources }),
    succeeded: verdict === 'True',
  })
}

const moreResults = '  fix: --max-result-size BYTES allows larger results, as a cluster can be set up to'

function hasTooLargeResult({ taskRuns }: PipelineRunStatus): boolean {
  return taskRuns.some(({ condition }) => condition.reason === 'TaskRunResultLargerThanAllowedLimit')
}

/** Makes runs for a file without any: of its Pipelines, or of its Tasks if it has no Pipelines. */
function lone({ pipelines, tasks }: Bundle): readonly WrittenObject[] {
  const objects =
    pipelines.size > 0
      ? [...pipelines.keys()].map((name) => ({ kind: 'Pipeline' as const, name }))
      : [...tasks.keys()].map((name) => ({ kind: 'Task' as const, name }))
  return objects.map(({ kind, name }) => ({
    apiVersion: 'tekton.dev/v1',
    kind: `${kind}Run`,
    name,
    value: runOf({ kind, name }),
    place: (path) => ({ path }),
  }))
}

function newIdentity(): RunIdentity {
  const nameAfter = (prefix: string): string => `${prefix}${randomBytes(4).toString('hex').slice(0, 5)}`
  return { nameAfter, uid: randomUUID(), createdAt: new Date().toISOString() }
}

function withSettings(run: PipelineRun, executor: string | undefined, maxResultSize: string | undefined): PipelineRun {
  const annotations = {
    ...run.metadata.annotations,
    ...(executor === undefined ? {} : { [isolationAnnotation]: executor }),
    ...(maxResultSize === undefined ? {} : { [resultLimitAnnotation]: maxResultSize }),
  }
  return Object.keys(annotations).length === 0 ? run : { ...run, metadata: { ...run.metadata, annotations } }
}

function checkResultSize(text: string | undefined): void {
  if (text !== undefined && !(/^[1-9]\d*$/.test(text) && Number(text) <= largestResultLimit))
    throw new UsageError(`--max-result-size is a number of bytes up to ${largestResultLimit}`)
}

/** Collects every reason why any run of the file cannot run as written, before one starts. */
function refusal(documents: readonly WrittenObject[], findings: readonly Finding[], file: string): CommandFailure {
  const names = documents.map(({ kind, name }) => `${kind} "${name}"`).join(', ')
  return new CommandFailure(problem('unsupported', `${names} cannot run`, { findings: [...findings] }), file)
}

function placed(failure: Problem, document: WrittenObject, bundle: Bundle): Problem {
  return {
    ...failure,
    ...(failure.findings === undefined
      ? {}
      : { findings: failure.findings.map((finding) => placeFinding(finding, document, bundle)) }),
  }
}

function objectsOf({ secrets, configMaps, accounts }: Bundle): ObjectReader {
  return {
    resolve: async ({ name, key }) => secrets.get(name)?.get(key),
    keys: async ({ name }) => (secrets.has(name) ? [...(secrets.get(name)?.keys() ?? [])] : undefined),
    configMap: async ({ name }) => configMaps.get(name),
    accountSecrets: async ({ name }) => accounts.get(name) ?? [],
  }
}

const unguarded =
  'process keeps nothing apart: steps may do to this machine what you may, read the workspaces of other tasks, write to read-only ones and leave ' +
  'processes behind; bwrap, podman and docker do keep them apart'

function tellExecutor(
  terminal: Terminal,
  runs: readonly PipelineRun[],
  executor: string,
  isolations: readonly string[],
): void {
  const images = runs.some(({ spec }) =>
    tasksWithin(spec.pipelineSpec).some(({ taskSpec }) => taskSpec?.steps.some(({ image }) => image !== undefined)),
  )
  const ignored =
    images && (executor === 'bwrap' || executor === 'process')
      ? '; images are ignored, steps use the programs of this machine'
      : ''
  terminal.err(`Executor ${executor} (works here: ${isolations.join(', ')})${ignored}\n`)
  if (executor === 'process') terminal.err(`${unguarded}\n`)
}

async function writeObjects(terminal: Terminal, objects: readonly TektonObject[]): Promise<void> {
  const [first] = objects
  if (first === undefined) return
  // Kubernetes and many others read YAML 1.1, in which `yes` is not a text.
  const form = { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false } as const
  const yaml = objects.map((object) => stringify(object, form)).join('---\n')
  if (terminal.format === 'json') {
    await writeResult(terminal, {
      text: '',
      data: objects.length === 1 ? first : { apiVersion: 'v1', kind: 'List', items: objects },
    })
    return
  }
  await writeResult(
    { ...terminal, format: 'text' },
    { text: terminal.format === 'text' && terminal.outputFile === undefined ? `---\n${yaml}` : yaml, data: objects },
  )
}
