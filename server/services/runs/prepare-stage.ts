import { compilePhases } from '#domain/adapters/compile/compile-phases.ts'
import type { Kernel, ModuleSources } from '#domain/adapters/kernel/kernel.ts'
import { parseQvsConfig } from '#domain/adapters/qvs-config/qvs-config.ts'
import { pipelineAnnotations } from '#domain/adapters/compile/pipeline-annotations.ts'
import type { Manifest } from '#domain/manifests/manifest.ts'
import type { ResolvedParameter } from '#domain/parameters/resolved.ts'
import { problem, type Finding, type Problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type { Snapshot, StageSnapshot } from '#domain/run/snapshot.ts'
import { stageDigest } from '#domain/run/stage/stage-digest.ts'
import { completeParameters } from '#domain/run/stage/stage-parameters.ts'
import type { Run } from '#domain/run/state.ts'
import type { ProjectModules } from '../modules/project-modules.ts'
import type { PreparedStage } from './stage-news.ts'

export interface ManifestsOfStage {
  readonly manifests: readonly Manifest[]
  readonly findings: readonly Finding[]
}

/**
 * Compiles the manifests that a stage applies, with placeholders for later values; none if its Pipeline renders none.
 */
export async function manifestsOfStage(
  kernel: Kernel,
  modules: readonly ModuleSources[],
  { pipeline, qvsConfig }: Pick<StageSnapshot, 'pipeline' | 'qvsConfig'>,
  parameters: readonly ResolvedParameter[],
  provenance = true,
): Promise<Result<ManifestsOfStage, Problem>> {
  if (pipeline.metadata.annotations?.[pipelineAnnotations.appConfigParams] === undefined || qvsConfig === undefined)
    return ok({ manifests: [], findings: [] })
  const { config } = parseQvsConfig(qvsConfig.text)
  const values = Object.fromEntries(
    parameters.flatMap(({ name, value, state }) => (state === 'known' && value !== undefined ? [[name, value]] : [])),
  )
  const secrets = Object.fromEntries(
    parameters.flatMap(({ name, secret }) =>
      secret === undefined
        ? []
        : [[name, { key: secret.key, ...(secret.version === undefined ? {} : { version: secret.version }) }]],
    ),
  )
  const later = parameters.filter(({ state }) => state === 'later').map(({ name }) => name)
  const stage = pipeline.metadata.annotations[pipelineAnnotations.stage]
  return compilePhases(kernel, { config, modules, values, secrets, later, provenance }, stage)
}

/**
 * Freezes a stage whose last input is known. Answers the event `stage-ready`, or `stage-ended` if that is impossible.
 */
export async function prepareStage(
  ports: { readonly kernel: Kernel; readonly modules: Pick<ProjectModules, 'frozen'> },
  run: Run,
  snapshot: Snapshot,
  frozen: StageSnapshot,
  at: string,
): Promise<PreparedStage> {
  const { stage } = frozen
  const parameters = [...completeParameters(run, snapshot, frozen)]
  // Tasks were frozen with the run. Only manifests are compiled now, which must come from the same adapters.
  const renders = frozen.pipeline.metadata.annotations?.[pipelineAnnotations.appConfigParams] !== undefined
  const ofModules = renders ? (frozen.qvsConfig?.modules ?? snapshot.modules) : []
  const sources = await ports.modules.frozen(run.project, ofModules)
  const compiled = sources.ok ? await compile(ports.kernel, sources.value, frozen, parameters) : sources
  if (!compiled.ok) {
    const { fix, message: what } = compiled.error
    const message = fix === undefined ? what : `${what}. ${fix}`
    // Modules may be available again for a retry; the values will be the same.
    const reason = sources.ok ? 'CannotCompile' : 'CannotPrepare'
    const ended = { kind: 'stage-ended', at, attempt: run.attempt, stage, outcome: 'failed', reason, message } as const
    return { ...ended, results: [], skippedTasks: [], parameters }
  }
  const manifests = compiled.value.manifests.map(({ path, text }) => ({ path, text }))
  const digest = stageDigest(snapshot, frozen, parameters, manifests)
  return { kind: 'stage-ready', at, attempt: run.attempt, stage, digest, parameters, manifests }
}

async function compile(
  kernel: Kernel,
  sources: readonly ModuleSources[],
  frozen: StageSnapshot,
  parameters: readonly ResolvedParameter[],
): Promise<Result<ManifestsOfStage, Problem>> {
  const missing = parameters.find(({ state }) => state === 'missing')
  if (missing === undefined) return manifestsOfStage(kernel, sources, frozen, parameters)
  const from = missing.waitsFor.join(', ')
  return err(
    problem(
      'missing-parameter',
      from === '' ? say`"${missing.name}" has no value` : say`"${missing.name}" has no value; it comes from ${from}`,
    ),
  )
}
