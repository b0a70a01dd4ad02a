import { resolve } from 'node:path'
import { compileResources, type CompiledResources } from '#domain/adapters/compile/compile-resources.ts'
import type { KernelResource } from '#domain/adapters/kernel/kernel-answer.ts'
import {
  compareParameters,
  parseParameterFile,
  type ParameterValues,
} from '#domain/adapters/qvs-config/parameter-file.ts'
import { nothingCompiled } from '#domain/adapters/compile/nothing-compiled.ts'
import { isChart, pulumiProject } from '#domain/adapters/compile/pulumi-project.ts'
import { headOf } from '#domain/adapters/compile/resource-head.ts'
import { emitYaml } from '#domain/manifests/emit-yaml.ts'
import { sha256 } from '#domain/manifests/sha256.ts'
import type { Finding, Problem } from '#domain/problem.ts'
import type { Result } from '#domain/result.ts'
import { defineCommand, exitCodes } from '../command.ts'
import { UsageError } from '../parse-arguments.ts'
import { loadProject, type LoadedProject } from '../project/load-project.ts'
import { moduleOptions } from '../project/module-options.ts'
import { withKernel } from '../project/open-kernel.ts'
import { compiledOrFailure, findingsWithFiles } from '../project/places.ts'
import { readInput } from '../read-input.ts'
import { CommandFailure, placedFindings, reportFindings } from '../report.ts'
import type { Terminal } from '../terminal.ts'
import { writeResult } from '../write-result.ts'

export const manifestCompile = defineCommand({
  path: ['manifest', 'compile'],
  summary: 'Compile a QVS Config with parameters to Kubernetes manifests or a Pulumi YAML project',
  description:
    'Every parameter that the QVS Config declares needs a value in the parameter file, every secret a key. The same input gives the same ' +
    'bytes: documents in the order in which they are applied, keys in alphabetical order.\n' +
    'GIT_TOKEN (HTTPS) or GIT_SSH_KEY_PATH (SSH) open private modules.',
  options: {
    config: { short: 'c', value: 'FILE', required: true, completes: 'file', summary: 'The QVS Config' },
    params: {
      short: 'p',
      value: 'FILE',
      completes: 'file',
      summary: 'The parameter file, JSON or YAML: lists params and secrets, or names with values',
    },
    setup: { summary: 'Compile the setup stage (appSetup) instead of the application (app)' },
    'output-format': {
      value: 'FORMAT',
      choices: ['kubernetes', 'pulumi'],
      summary: 'Documents for a cluster (the default), or one Pulumi.yaml',
    },
    stack: { value: 'NAME', summary: 'With pulumi: an existing stack whose resources are these (adds aliases)' },
    project: { value: 'NAME', summary: 'With pulumi: name of the project (the parameter appName)' },
    ...moduleOptions,
  },
  examples: [
    [
      'Manifests of an application',
      'linewright manifest compile -c .valuestream/qvs.yaml -p params.json -o manifests.yml',
    ],
    ['Its setup stage', 'linewright manifest compile -c .valuestream/qvs.yaml -p params.json --setup'],
    [
      'A Pulumi project',
      'linewright manifest compile -c qvs.yaml -p params.yaml --output-format pulumi -o Pulumi.yaml',
    ],
  ],
  async run({ options, terminal }) {
    const format = options['output-format'] ?? 'kubernetes'
    if (options.stack !== undefined && format !== 'pulumi')
      throw new UsageError('--stack is for --output-format pulumi', 'Add --output-format pulumi, or leave --stack out')
    const given = await readParameters(terminal, options.params)
    const { project, found, compiled } = await withKernel(terminal, async (kernel) => {
      const compile = async ({ config, modules }: LoadedProject) =>
        compileResources(await kernel, {
          config,
          modules: modules.map(({ sources }) => sources),
          ...given,
          setup: options.setup,
          provenance: terminal.format !== 'text',
        })
      const loaded = await loadProject(terminal, options, async (part) => [
        ...compareParameters(part.config, given),
        ...besidesValues(await compile(part), part, terminal),
      ])
      const found = [...loaded.warnings, ...compareParameters(loaded.config, given)]
      const answer = await compile(loaded)
      found.push(...besidesValues(answer, loaded, terminal))
      if (answer.ok && answer.value.resources.length === 0) {
        const modules = loaded.modules.map(({ sources }) => sources)
        const asked = options.setup ? 'setup' : 'app'
        found.push(await nothingCompiled(await kernel, { config: loaded.config, modules, asked }))
      }
      return { project: loaded, found, compiled: answer }
    })
    const { resources, outputs } = compiledOrFailure(compiled, found, project, terminal.cwd)
    const findings = [...found, ...(format === 'pulumi' ? [] : foreignResources(resources))]
    reportFindings(terminal, findings, project.file)
    const told = placedFindings(findings, project.file)
    if (format === 'pulumi') {
      const name = options.project ?? given.values['appName'] ?? 'linewright'
      const made = pulumiProject(resources, {
        name,
        outputs,
        ...(options.stack === undefined ? {} : { stack: options.stack }),
      })
      const { text } = emitYaml(made)
      await writeResult(terminal, { text, data: { digest: `sha256:${sha256(text)}`, project: made, findings: told } })
      return exitCodes.ok
    }
    const text = resources.map(({ data }) => emitYaml(data).text).join('---\n')
    await writeResult(terminal, { text, data: { digest: `sha256:${sha256(text)}`, resources, findings: told } })
    return exitCodes.ok
  },
})

/** Returns the findings of a compile without missing values, which are reported at the parameter file. */
function besidesValues(
  compiled: Result<CompiledResources, Problem>,
  project: LoadedProject,
  terminal: Terminal,
): readonly Finding[] {
  return findingsWithFiles(compiled, project, terminal.cwd).filter(({ code }) => code !== 'param-missing')
}

async function readParameters(terminal: Terminal, written: string | undefined): Promise<ParameterValues> {
  if (written === undefined) return { values: {}, secrets: {} }
  const file = resolve(terminal.cwd, written)
  const text = await readInput(terminal, written)
  const parsed = parseParameterFile(text)
  if (!parsed.ok) throw new CommandFailure(parsed.error, file)
  return parsed.value
}

/** Warns about resources that a cluster does not understand; the output contains them as the adapter wrote them. */
function foreignResources(resources: readonly KernelResource[]): Finding[] {
  const foreign = resources.filter(({ data }) => {
    const { apiVersion, kind } = headOf({ data })
    return (apiVersion === '' || kind === '') && !isChart(data)
  })
  if (foreign.length === 0) return []
  const ids = foreign.map(({ id, data }) => (typeof data['type'] === 'string' ? `${id} (${data['type']})` : id))
  return [
    {
      severity: 'warning',
      code: 'not-kubernetes',
      message:
        ids.length === 1
          ? `The resource ${ids[0]} is no Kubernetes object`
          : `${ids.length} resources are no Kubernetes objects: ${ids.join(', ')}`,
      args: { ids: ids.join(', ') },
      fix: 'Compile it with --output-format pulumi',
      place: {},
    },
  ]
}
