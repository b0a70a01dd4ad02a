import { z } from 'zod'
import { compilePipelines } from '#domain/adapters/compile/compile-pipelines.ts'
import { nothingCompiled } from '#domain/adapters/compile/nothing-compiled.ts'
import { idPattern } from '#domain/ids.ts'
import { emitYaml } from '#domain/manifests/emit-yaml.ts'
import { sha256 } from '#domain/manifests/sha256.ts'
import { v1beta1Documents } from '#domain/adapters/compile/tekton-v1beta1.ts'
import { defineCommand, exitCodes } from '../command.ts'
import { loadProject, type LoadedProject } from '../project/load-project.ts'
import { moduleOptions } from '../project/module-options.ts'
import { withKernel } from '../project/open-kernel.ts'
import { compiledOrFailure, findingsWithFiles } from '../project/places.ts'
import { UsageError } from '../parse-arguments.ts'
import { placedFindings, reportFindings } from '../report.ts'
import { writeResult } from '../write-result.ts'

const documentSchema = z.record(z.string(), z.json())

export const pipelineCompile = defineCommand({
  path: ['pipeline', 'compile'],
  summary: 'Compile a QVS Config to Tekton Pipelines and Tasks',
  description:
    'The adapters that the QVS Config names become one Pipeline per stage and one Task per task. Names begin with the prefix, which is the ' +
    'name of the application. The same input gives the same bytes.\n' +
    'GIT_TOKEN (HTTPS) or GIT_SSH_KEY_PATH (SSH) open private modules.',
  options: {
    config: { short: 'c', value: 'FILE', required: true, completes: 'file', summary: 'The QVS Config' },
    prefix: {
      value: 'NAME',
      required: true,
      summary: 'Name of the application; every Pipeline and Task begins with it',
    },
    'api-version': { value: 'VERSION', choices: ['v1', 'v1beta1'], summary: 'Version of the Tekton API to write (v1)' },
    env: { value: 'NAME', summary: 'Leave out tasks that are for another environment (input.env)' },
    ...moduleOptions,
  },
  examples: [
    ['Compile to a file', 'linewright pipeline compile -c .valuestream/qvs.yaml --prefix shop -o pipelines.yaml'],
    ['Apply at once', 'linewright pipeline compile -c .valuestream/qvs.yaml --prefix shop | kubectl apply -f -'],
    ['With adapters from a folder', 'linewright pipeline compile -c qvs.yaml --prefix shop --module-root ../adapters'],
  ],
  async run({ options, terminal }) {
    if (!idPattern.test(options.prefix))
      throw new UsageError(
        `"${options.prefix}" cannot begin names in a cluster`,
        'Use lower-case letters, digits and hyphens',
      )
    const { project, compiled, nothing } = await withKernel(terminal, async (kernel) => {
      const compile = async ({ config, modules }: LoadedProject) =>
        compilePipelines(await kernel, {
          config,
          modules: modules.map(({ sources }) => sources),
          prefix: options.prefix,
          ...(options.env === undefined ? {} : { env: options.env }),
        })
      const loaded = await loadProject(terminal, options, async (part) =>
        findingsWithFiles(await compile(part), part, terminal.cwd),
      )
      const modules = loaded.modules.map(({ sources }) => sources)
      const answer = await compile(loaded)
      const nothing =
        answer.ok && answer.value.pipelines.length === 0
          ? [await nothingCompiled(await kernel, { config: loaded.config, modules, asked: 'pipelines' })]
          : []
      return { project: loaded, compiled: answer, nothing }
    })
    const findings = [...project.warnings, ...findingsWithFiles(compiled, project, terminal.cwd), ...nothing]
    const { pipelines, tasks } = compiledOrFailure(compiled, findings, project, terminal.cwd)
    reportFindings(terminal, findings, project.file)
    const old = options['api-version'] === 'v1beta1'
    const documents = old ? v1beta1Documents(pipelines, tasks) : [...pipelines, ...tasks]
    const text = documents
      .map((document) => emitYaml(documentSchema.parse(document), old ? 'sorted' : 'tekton').text)
      .join('---\n')
    await writeResult(terminal, {
      text,
      data: { digest: `sha256:${sha256(text)}`, documents, findings: placedFindings(findings, project.file) },
    })
    return exitCodes.ok
  },
})
