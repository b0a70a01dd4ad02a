import { resolve } from 'node:path'
import { parseAllDocuments } from '#domain/yaml.ts'
import { compilePipelines } from '#domain/adapters/compile/compile-pipelines.ts'
import type { AssemblyLine } from '#domain/line/line.ts'
import { parseLine } from '#domain/line/parse.ts'
import { validateLine } from '#domain/line/validate.ts'
import type { World } from '#domain/line/world.ts'
import { problem, type Finding } from '#domain/problem.ts'
import { pipelineSchema, type Pipeline } from '#domain/tekton/pipeline.ts'
import { checkAliases } from '#domain/yaml-aliases.ts'
import { defineCommand, exitCodes } from '../command.ts'
import { UsageError } from '../parse-arguments.ts'
import { loadProject } from '../project/load-project.ts'
import { moduleOptions } from '../project/module-options.ts'
import { withKernel } from '../project/open-kernel.ts'
import { problemWithFiles } from '../project/places.ts'
import { readInput } from '../read-input.ts'
import { CommandFailure, reportFindings } from '../report.ts'
import type { Terminal } from '../terminal.ts'
import { writeResult } from '../write-result.ts'

export const lineValidate = defineCommand({
  path: ['line', 'validate'],
  summary: 'Check AssemblyLine manifests',
  description:
    'Without options the line is checked by itself: its form, names, expressions and order. With compiled pipelines, or QVS Configs to ' +
    'compile, what it says about pipelines, their parameters and results is checked as well. Values of deployments are known to a server only.',
  args: [
    { name: 'FILE', repeatable: true, completes: 'file', summary: 'AssemblyLine manifests; - reads standard input' },
  ],
  options: {
    pipelines: {
      short: 'f',
      value: 'FILE',
      repeatable: true,
      completes: 'file',
      summary: 'Tekton Pipelines that stages may name, such as pipeline compile writes',
    },
    config: {
      short: 'c',
      value: 'APP=FILE',
      repeatable: true,
      summary: 'The QVS Config of an application, to be compiled',
    },
    ...moduleOptions,
  },
  examples: [
    ['By itself', 'linewright line validate .valuestream/assemblylines/dev/*.yaml'],
    ['Against compiled pipelines', 'linewright line validate release.yaml -f pipelines.yaml'],
    ['Against QVS Configs', 'linewright line validate release.yaml -c shop-api=api/.valuestream/qvs.yaml'],
  ],
  async run({ options, args, terminal }) {
    const known = await Promise.all(options.pipelines.map((file) => readPipelines(terminal, file)))
    const compiled = await compileAll(terminal, options)
    const pipelines = [...known.flat(), ...compiled]
    const isAlone = options.pipelines.length === 0 && options.config.length === 0
    const reports: { file: string; valid: boolean; findings: readonly Finding[] }[] = []
    for (const file of args) {
      const parsed = parseLine(await readInput(terminal, file))
      const all = validateLine(parsed, offlineWorld(parsed.line, pipelines))
      const findings = all
        .filter(({ code }) => !needsServer.has(code) && !(isAlone && needsPipelines.has(code)))
        .map((finding) => ({
          ...finding,
          place: { ...finding.place, document: file === '-' ? 'standard input' : resolve(terminal.cwd, file) },
        }))
      reportFindings(terminal, findings)
      reports.push({ file, valid: !findings.some(({ severity }) => severity === 'error'), findings })
    }
    const text = reports.map(({ file, valid }) => `${file}: ${valid ? 'valid' : 'has errors'}\n`).join('')
    await writeResult(terminal, { text, data: reports })
    return reports.every(({ valid }) => valid) ? exitCodes.ok : exitCodes.failed
  },
})

const needsServer = new Set(['missing-parameter', 'unknown-deployment', 'unknown-value', 'missing-value'])
const needsPipelines = new Set(['unknown-pipeline', 'unknown-result'])

/** A world without a server: assumes that deployments exist, and knows only the given pipelines. */
function offlineWorld(line: AssemblyLine | undefined, pipelines: readonly Pipeline[]): World {
  const used = new Map(
    (line?.spec.stages ?? []).map(({ spec }) => [`${spec.deployment.app}/${spec.deployment.name}`, spec.deployment]),
  )
  return {
    project: '',
    repositories: [],
    applications: [],
    environments: [],
    deployments: [...used.values()].map(({ app, name }) => ({
      application: app,
      name,
      environment: name,
      displayName: name,
      config: {},
      secrets: [],
      credentials: {},
    })),
    pipelines,
    tasks: [],
    adapters: [],
    layers: { project: {}, applications: {}, environments: {} },
  }
}

async function readPipelines(terminal: Terminal, file: string): Promise<Pipeline[]> {
  const documents = parseAllDocuments(await readInput(terminal, file))
  const broken = documents.flatMap((document) => checkAliases(document).errors)[0]
  if (broken !== undefined)
    throw new CommandFailure(problem('invalid-document', broken.message), resolve(terminal.cwd, file))
  return documents.flatMap((document) => {
    const read = pipelineSchema.safeParse(document.toJS())
    return read.success ? [read.data] : []
  })
}

async function compileAll(
  terminal: Terminal,
  options: { readonly config: readonly string[]; readonly 'module-root': readonly string[]; readonly refresh: boolean },
): Promise<Pipeline[]> {
  if (options.config.length === 0) return []
  const out: Pipeline[] = []
  await withKernel(terminal, async (kernel) => {
    for (const text of options.config) {
      const [application = '', ...rest] = text.split('=')
      const config = rest.join('=')
      if (config === '') throw new UsageError(`"${text}" names no file`, `Write ${application}=FILE`)
      const project = await loadProject(terminal, { ...options, config })
      const modules = project.modules.map(({ sources }) => sources)
      const compiled = await compilePipelines(await kernel, { config: project.config, modules, prefix: application })
      if (!compiled.ok) throw new CommandFailure(problemWithFiles(compiled.error, project, terminal.cwd), project.file)
      out.push(...compiled.value.pipelines)
    }
  })
  return out
}
