import type { Finding, Problem } from '../../problem.ts'
import { err, ok, type Result } from '../../result.ts'
import type { Pipeline } from '../../tekton/pipeline.ts'
import type { Task } from '../../tekton/task.ts'
import { isLiteral } from './interpolate.ts'
import type { KernelStage } from '../kernel/kernel-answer.ts'
import type { Kernel, ModuleSources, PatternUse } from '../kernel/kernel.ts'
import { ignoredFindings, locateAdapters, locateProblem } from '../kernel/locate-problem.ts'
import type { QvsConfig } from '../qvs-config/qvs-config.ts'
import { tektonManifests } from './tekton-pipelines.ts'

/** The delivery workflow of a QVS Config's adapters, as Tekton documents. */
export interface CompiledPipelines {
  readonly pipelines: readonly Pipeline[]
  readonly tasks: readonly Task[]
  readonly findings: readonly Finding[]
}

/**
 * Compiles a QVS Config to Tekton v1 Pipelines and Tasks (Value Stream): `<prefix>-<stage>` and `<prefix>-<task>`, tasks in topological order.
 * `prefix` is the Application's name. Adapter errors become a problem with findings; findings of severity error forbid a run.
 */
export async function compilePipelines(
  kernel: Kernel,
  request: {
    readonly config: QvsConfig
    readonly modules: readonly ModuleSources[]
    readonly prefix: string
    readonly env?: string
  },
): Promise<Result<CompiledPipelines, Problem>> {
  const { config, prefix, env } = request
  const [appconfigParams, appconfigSecrets] = [paramNames(config, false), paramNames(config, true)]
  const answer = await evaluate(kernel, request, false)
  if (!answer.ok) return answer
  const options = { prefix, appconfigParams, appconfigSecrets, ...(env === undefined ? {} : { env }) }
  const { stages, ignored } = answer.value
  const manifests = tektonManifests(stages, options)
  const found = manifests.findings.map((finding) => locateAdapters(finding, config))
  return ok({ ...manifests, findings: [...ignoredFindings(ignored, config), ...found] })
}

/** The stages behind `compilePipelines` with the origins of all parts. Takes longer, but does not depend on parameter values. */
export async function tracePipelines(
  kernel: Kernel,
  request: { readonly config: QvsConfig; readonly modules: readonly ModuleSources[] },
): Promise<Result<readonly KernelStage[], Problem>> {
  const answer = await evaluate(kernel, request, true)
  return answer.ok ? ok(answer.value.stages) : answer
}

async function evaluate(
  kernel: Kernel,
  { config, modules }: { readonly config: QvsConfig; readonly modules: readonly ModuleSources[] },
  provenance: boolean,
): ReturnType<Kernel['compilePipelines']> {
  const patterns = config.designPatterns.map(({ pattern, params, pipelineParams }): PatternUse => ({
    pattern,
    params: Object.fromEntries(Object.entries(params).filter(([, value]) => isLiteral(value))),
    pipelineParams,
    open: Object.keys(params).filter((name) => !isLiteral(params[name])),
  }))
  const appconfigParams = paramNames(config, false)
  const answer = await kernel.compilePipelines({ modules, patterns, appconfigParams, provenance })
  return answer.ok ? answer : err(locateProblem(answer.error, config))
}

function paramNames({ params }: QvsConfig, secret: boolean): string[] {
  return params.filter(({ type }) => (type === 'secret') === secret).map(({ name }) => name)
}
