import type { AssemblyLine } from '#domain/line/line.ts'
import { problem, type Problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type { Snapshot } from '#domain/run/snapshot.ts'
import type { Run, StageRun } from '#domain/run/state.ts'
import type { Ports } from '../../ports.ts'
import type { RunReader } from '../runs/run-reader.ts'

export interface RollbackRequest {
  readonly project: string
  readonly application: string
  readonly deployment: string
  readonly run: string
  readonly stage: string
}

/** What a roll back freezes: a single earlier stage with its values, manifests and digest. */
export interface Rollback {
  readonly line: string
  readonly from: Run
  readonly stage: StageRun & { readonly digest: string }
  readonly snapshot: Snapshot
}

/**
 * Freezes the stage of an earlier run as a run of its own. Nothing is compiled or looked up again, so the same runs
 * again. It is held by the line's gates that held it then, and by those that the environment demands now.
 */
export async function freezeRollback(
  ports: Pick<Ports, 'target' | 'images'>,
  reader: RunReader,
  request: RollbackRequest,
): Promise<Result<Rollback, Problem>> {
  const found = await reader.find(request.project, request.run)
  if (!found.ok) return found
  const run = found.value
  const snapshot = await reader.snapshot(run.snapshot)
  const frozen = snapshot.stages.find(({ stage }) => stage === request.stage)
  const state = run.stages[request.stage]
  const isThere = frozen?.deployment.app === request.application && frozen.deployment.name === request.deployment
  if (frozen === undefined || state === undefined || !isThere)
    return err(
      problem(
        'not-found',
        say`Run ${String(run.number)} has no stage ${request.stage} for ${request.application}/${request.deployment}`,
      ),
    )
  const { digest } = state
  if (digest === undefined || state.manifests.length === 0)
    return err(
      problem('not-possible-now', say`Stage ${request.stage} of run ${String(run.number)} deployed nothing`, {
        fix: say`Choose a run that did`,
      }),
    )
  if (await isImageGone(ports, request))
    return err(
      problem('not-possible-now', say`The image of that version has been removed: its time was over`, {
        fix: say`Start a run of the commit of that version, which builds it again`,
      }),
    )
  return ok({
    line: run.line,
    from: run,
    stage: { ...state, digest },
    snapshot: {
      ...snapshot,
      line: lineOfStage(snapshot.line, request.stage, state),
      stages: [{ ...frozen, parameters: state.parameters }],
      rollback: { run: run.id, number: run.number, stage: request.stage },
    },
  })
}

/** Only the local target runs images built here, and only its history knows which. */
async function isImageGone(
  { target, images }: Pick<Ports, 'target' | 'images'>,
  { project, application, deployment, run, stage }: RollbackRequest,
): Promise<boolean> {
  const history = (await target.history(project)).find(
    ({ target: of }) => of.application === application && of.deployment === deployment,
  )?.history
  const then = history?.find(({ origin }) => origin.run === run && origin.stage === stage)
  const digests = then?.imageDigest.split(',').map((digest) => digest.trim()) ?? []
  const there = await Promise.all(digests.filter((digest) => digest !== '').map((digest) => images.has(digest)))
  return there.includes(false)
}

/** A line with this stage only; results of earlier stages become the values that they had. */
function lineOfStage(line: AssemblyLine, name: string, { parameters }: StageRun): AssemblyLine {
  const valueOf = new Map(parameters.map((parameter) => [parameter.name, parameter.value]))
  const stages = line.spec.stages
    .filter((stage) => stage.name === name)
    .map(({ runAfter: _runAfter, ...stage }) => ({
      ...stage,
      spec: {
        ...stage.spec,
        params: (stage.spec.params ?? []).map((param) => ({ ...param, value: valueOf.get(param.name) ?? param.value })),
      },
    }))
  const held = new Set(stages.flatMap(({ gates }) => gates ?? []))
  return {
    ...line,
    spec: {
      ...line.spec,
      stages,
      gates: (line.spec.gates ?? []).filter((gate) => held.has(gate.name)),
      results: (line.spec.results ?? []).filter(({ value }) => value.includes(`$(stages.${name}.`)),
    },
  }
}
