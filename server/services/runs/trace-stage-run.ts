import { parseQvsConfig } from '#domain/adapters/qvs-config/qvs-config.ts'
import type { Kernel } from '#domain/adapters/kernel/kernel.ts'
import { lineOrigins, type LineOrigin } from '#domain/manifests/line-origins.ts'
import { problem, type Problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type { Snapshot } from '#domain/run/snapshot.ts'
import type { Run } from '#domain/run/state.ts'
import { manifestsOfStage } from './prepare-stage.ts'
import type { ProjectModules } from '../modules/project-modules.ts'

interface TracedFile {
  readonly path: string
  readonly origins: LineOrigin[]
}

/**
 * Compiles a frozen stage again from the same commits and values, to find where its lines come from. Only texts that come out exactly as applied
 * get origins.
 */
export async function traceStageRun(
  ports: { readonly kernel: Kernel; readonly modules: Pick<ProjectModules, 'frozen'> },
  run: Run,
  snapshot: Snapshot,
  name: string,
): Promise<Result<readonly TracedFile[], Problem>> {
  const [stage, frozen] = [run.stages[name], snapshot.stages.find((one) => one.stage === name)]
  if (stage === undefined || frozen === undefined) return err(problem('not-found', say`The run has no stage ${name}`))
  const { qvsConfig } = frozen
  if (qvsConfig === undefined || stage.manifests.length === 0) return ok([])
  const sources = await ports.modules.frozen(run.project, qvsConfig.modules ?? snapshot.modules)
  if (!sources.ok) return sources
  const compiled = await manifestsOfStage(ports.kernel, sources.value, frozen, stage.parameters)
  if (!compiled.ok) return compiled
  const { config } = parseQvsConfig(qvsConfig.text)
  const applied = new Map(stage.manifests.map(({ path, text }) => [path, text]))
  return ok(
    compiled.value.manifests
      .filter(({ path, text }) => applied.get(path) === text)
      .map((manifest) => ({
        path: manifest.path,
        origins: [...lineOrigins(manifest, config, qvsConfig.document)],
      })),
  )
}
