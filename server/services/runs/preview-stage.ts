import type { ManifestView } from '#contract/compile.ts'
import { pulumiKind } from '#domain/adapters/compile/compile-manifests.ts'
import type { KernelStage } from '#domain/adapters/kernel/kernel-answer.ts'
import { parseQvsConfig } from '#domain/adapters/qvs-config/qvs-config.ts'
import { documentId } from '#domain/documents.ts'
import type { AssemblyLine, Stage } from '#domain/line/line.ts'
import { parseLine } from '#domain/line/parse.ts'
import type { World } from '#domain/line/world.ts'
import { lineOrigins, type LineOrigin } from '#domain/manifests/line-origins.ts'
import type { Manifest } from '#domain/manifests/manifest.ts'
import { resolveStage } from '#domain/parameters/resolve.ts'
import type { ResolvedParameter } from '#domain/parameters/resolved.ts'
import { problem, findingsOf, type Finding, type Problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import { err, ok, type Result } from '#domain/result.ts'
import { stageDocuments } from '#domain/run/stage/stage-documents.ts'
import type { StageSnapshot } from '#domain/run/snapshot.ts'
import type { Run } from '#domain/run/state.ts'
import { usedTasks } from '#domain/tekton/used-tasks.ts'
import type { Ports } from '../../ports.ts'
import { manifestsOfStage } from './prepare-stage.ts'
import { frozenConfig, type QvsSource, type WorldService } from '../documents/world.ts'

export interface StagePreview {
  readonly manifests: readonly ManifestView[]
  /** The environment that the stage deploys to. */
  readonly environment: string
  readonly parameters: readonly ResolvedParameter[]
  readonly findings: readonly Finding[]
}

export interface PreviewRequest {
  readonly project: string
  readonly line: string
  readonly stage: string
  /** Texts of a change set that replace published ones. */
  readonly documents: Readonly<Record<string, string>>
  readonly inputs: Readonly<Record<string, string>>
  /** Whether to trace Tekton's documents to their adapters as well, which takes another evaluation. */
  readonly origins?: 'values' | 'all'
  /** Whether only applied manifests are wanted, without origins, parameters and Tekton's documents. */
  readonly extent?: 'all' | 'applied'
}

/** Every manifest of a stage before anything runs, as published or with the texts of a change set. */
export async function previewStage(
  ports: Ports,
  worlds: WorldService,
  request: PreviewRequest,
): Promise<Result<StagePreview, Problem>> {
  const { project, documents } = request
  const asked = await stageOf(ports, request)
  if (!asked.ok) return asked
  const { line, stage } = asked.value
  const { app, name } = stage.spec.deployment
  const { world, findings: worldFindings, qvsConfigs } = await worlds.read(project, documents)
  const findings = worldFindings.filter(({ place }) => place.document === documentId('qvs-config', app))
  const pipeline = world.pipelines.find(({ metadata }) => metadata.name === stage.spec.pipeline)
  if (pipeline === undefined) {
    findings.push(unknownPipeline(documentId('line', request.line), stage))
    return ok({ manifests: [], environment: '', parameters: [], findings })
  }
  const known = Object.keys(request.inputs).length === 0 ? {} : { inputs: request.inputs }
  const parameters = resolveStage(line, stage, world, known)
  const environment = world.deployments.find((one) => one.application === app && one.name === name)?.environment ?? ''
  const qvsConfig = qvsConfigs.get(app)
  const frozen: StageSnapshot = {
    stage: stage.name,
    pipeline,
    tasks: usedTasks(pipeline, world.tasks),
    deployment: { app, name, environment },
    parameters: [...parameters],
    commits: [],
    ...(qvsConfig === undefined ? {} : { qvsConfig: frozenConfig(qvsConfig) }),
  }
  // Missing values are shown like later ones, so that the rest can be read.
  const shown = parameters.map((parameter) =>
    parameter.state === 'missing' ? { ...parameter, state: 'later' as const } : parameter,
  )
  const modules = (qvsConfig?.modules ?? []).map(({ sources }) => sources)
  const compiled = await manifestsOfStage(ports.kernel, modules, frozen, shown, request.extent !== 'applied')
  if (!compiled.ok) findings.push(...findingsOf(compiled.error))
  const applied = compiled.ok ? compiled.value.manifests : []
  if (isLocal(world, environment) && shown.every(({ state }) => state !== 'later'))
    findings.push(...refusedByTarget(ports, applied))
  if (request.extent === 'applied' && (applied.length > 0 || !compiled.ok)) {
    const manifests = applied.map((one) => viewOf(one, groupOf(one), []))
    return ok({ manifests, environment, parameters: [], findings })
  }
  const run = previewRun(project, line.metadata.name, frozen, valuesShown(shown))
  const stages = request.origins === 'all' && qvsConfig !== undefined ? await stagesOf(worlds, qvsConfig) : []
  return ok({
    manifests: [
      ...applied.map((one) => viewOf(one, groupOf(one), originsOf(one, qvsConfig))),
      ...stageDocuments(run, frozen, { stages, prefix: app }).map((one) =>
        viewOf(one, 'tekton', originsOf(one, qvsConfig)),
      ),
    ],
    environment,
    parameters,
    findings,
  })
}

/** The previewed line with the texts of the change set, and its stage. */
async function stageOf(
  ports: Ports,
  { project, documents, ...names }: PreviewRequest,
): Promise<Result<{ readonly line: AssemblyLine; readonly stage: Stage }, Problem>> {
  const id = documentId('line', names.line)
  const text = documents[id] ?? (await ports.documents.read(project, id))?.text
  if (text === undefined) return err(problem('not-found', say`There is no line ${names.line}`))
  const { line } = parseLine(text)
  const stage = line?.spec.stages.find(({ name }) => name === names.stage)
  return line === undefined || stage === undefined
    ? err(problem('not-found', say`The line has no stage ${names.stage}`, { place: { document: id } }))
    : ok({ line, stage })
}

function refusedByTarget({ target }: Ports, applied: readonly Manifest[]): readonly Finding[] {
  const objects = applied.filter((manifest) => groupOf(manifest) === 'kubernetes')
  return applied.length === 0 ? [] : target.validate(objects.map(({ text }) => text))
}

function unknownPipeline(document: string, { name, spec: { pipeline } }: Stage): Finding {
  return {
    severity: 'error',
    code: 'unknown-pipeline',
    message: `There is no pipeline ${pipeline}`,
    args: { pipeline },
    place: { document, stage: name },
  }
}

/** Whether an environment uses the local target, which reports by itself what it cannot run. */
function isLocal({ environments }: World, name: string): boolean {
  const targets = environments.find((one) => one.name === name)?.provisioningTargets ?? []
  return targets.some(({ kind }) => kind === 'local')
}

/** Empty if the QVS Config does not compile, which its findings report. */
async function stagesOf(
  worlds: Pick<WorldService, 'trace'>,
  { text, modules }: QvsSource,
): Promise<readonly KernelStage[]> {
  const sources = modules.map((module) => module.sources)
  const answer = await worlds.trace({ config: parseQvsConfig(text).config, modules: sources })
  return answer.ok ? answer.value : []
}

/** A later value is shown as the expression that will make it. */
function valuesShown(parameters: readonly ResolvedParameter[]): ResolvedParameter[] {
  return parameters.map((parameter) =>
    parameter.state === 'later'
      ? { ...parameter, value: parameter.chain.find(({ won }) => won)?.expression ?? `$(params.${parameter.name})` }
      : parameter,
  )
}

function previewRun(project: string, line: string, { stage }: StageSnapshot, parameters: ResolvedParameter[]): Run {
  return {
    id: 'run',
    project,
    line,
    number: 1,
    note: '',
    by: { id: '', name: '' },
    snapshot: '',
    startedAt: '',
    state: 'running',
    attempt: 1,
    attempts: [],
    stages: {
      [stage]: {
        stage,
        state: 'waiting',
        attempt: 1,
        parameters,
        manifests: [],
        reason: '',
        message: '',
        taskRuns: [],
        skippedTasks: [],
        results: [],
      },
    },
    gates: {},
    results: [],
    sequence: 0,
  }
}

function viewOf(
  { path, text, apiVersion, kind, name }: Manifest,
  group: ManifestView['group'],
  origins: readonly LineOrigin[],
): ManifestView {
  return { path, group, apiVersion, kind, name, text, origins: [...origins] }
}

function groupOf({ kind }: Manifest): 'kubernetes' | 'pulumi' {
  return kind === pulumiKind ? 'pulumi' : 'kubernetes'
}

function originsOf(manifest: Manifest, source: QvsSource | undefined): readonly LineOrigin[] {
  return source === undefined ? [] : lineOrigins(manifest, parseQvsConfig(source.text).config, source.document)
}
