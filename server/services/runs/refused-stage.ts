import { problem, type Finding, type Problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type { StageSnapshot } from '#domain/run/snapshot.ts'
import { pipelineRunAhead } from '#domain/run/stage/stage-pipeline-run.ts'
import type { Engine } from '../../engines/engine.ts'

/** Finds before the run what the engine would refuse about a stage, as far as that is possible without later values. */
export function checkedStage(engine: Pick<Engine, 'validate'>, frozen: StageSnapshot): Result<StageSnapshot, Problem> {
  const { stage, parameters } = frozen
  const isOpen = parameters.some(({ state }) => state === 'later')
  const refused = engine
    .validate(pipelineRunAhead(frozen))
    .filter((finding) => finding.severity === 'error' && !(isOpen && dependsOnValues(finding)))
    .map((finding) => ({ ...finding, place: { ...finding.place, stage } }))
  const [first] = refused
  if (first === undefined) return ok(frozen)
  const { place, fix } = first
  return err(
    problem('invalid-document', say`Stage ${stage} cannot run: ${first.message} (${place.path ?? ''})`, {
      findings: refused,
      place: { stage },
      ...(fix === undefined ? {} : { fix }),
    }),
  )
}

function dependsOnValues({ code, place: { path = '' } }: Finding): boolean {
  return code === 'tekton-array-index' || path.startsWith('spec.params')
}
