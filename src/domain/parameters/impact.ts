import { secretText } from './secret-text.ts'
import type { AssemblyLine, Stage } from '../line/line.ts'
import { renamedStages } from '../line/renamed-stages.ts'
import type { World } from '../line/world.ts'
import { applicationNamed, deploymentNamed, pipelineNamed } from '../line/world-index.ts'
import type { Pipeline } from '../tekton/pipeline.ts'
import { resolveStage } from './resolve.ts'
import type { ResolvedParameter } from './resolved.ts'

/** The change of one parameter; a side is undefined if the stage lacks the parameter or its value there. */
export interface ChangedValue {
  readonly name: string
  readonly before: string | undefined
  readonly after: string | undefined
}

/** The effect of a change set on one stage. */
export interface StageImpact {
  readonly line: string
  readonly stage: string
  readonly application: string
  readonly deployment: string
  readonly environment: string
  readonly pipeline: string
  readonly gates: readonly string[]
  readonly values: readonly ChangedValue[]
  /** Whether the stage itself, its Pipeline or the QVS Config of its application changed. */
  readonly isRebuilt: boolean
  /** Whether only the manifests can tell if anything changes, because only the QVS Config of the application was edited. */
  readonly isOnlyReconfigured: boolean
  /** The stage's published name, if it differs. */
  readonly formerly?: string
  readonly isPublished: boolean
  readonly isDrafted: boolean
}

const nobody: ReadonlySet<string> = new Set()

/** One side of the comparison: lines and what they refer to. */
export interface ImpactSide {
  readonly lines: readonly AssemblyLine[]
  readonly world: World
}

/**
 * Returns the stages, over all lines, whose values, Pipeline or binding a change set changes. Manifests follow from these, so other stages need no
 * compiling. Infrastructure edits in a QVS Config show only in manifests, so all stages of the `reconfigured` applications are included.
 */
export function impactOf(
  before: ImpactSide,
  after: ImpactSide,
  reconfigured: ReadonlySet<string> = nobody,
): readonly StageImpact[] {
  const names = [...new Set([...after.lines, ...before.lines].map(({ metadata }) => metadata.name))]
  return names.flatMap((name) => {
    const [old, next] = [lineOf(before, name), lineOf(after, name)]
    // Compared once per line: every edit of a line reads its inputs anew.
    const hasSameInputs = isSame(old?.spec.params, next?.spec.params)
    const stages = new Map((next?.spec.stages ?? []).map((stage) => [stage.name, stage]))
    const renamed = renamedStages(old?.spec.stages ?? [], next?.spec.stages ?? [])
    const oldStages = new Map((old?.spec.stages ?? []).map((stage) => [renamed.get(stage.name) ?? stage.name, stage]))
    return [...new Set([...stages.keys(), ...oldStages.keys()])].flatMap((stage) => {
      const found = stageImpact(
        name,
        { side: before, line: old, stage: oldStages.get(stage) },
        { side: after, line: next, stage: stages.get(stage) },
        { hasSameInputs, reconfigured },
      )
      return found === undefined ? [] : [found]
    })
  })
}

function lineOf({ lines }: ImpactSide, name: string): AssemblyLine | undefined {
  return lines.find(({ metadata }) => metadata.name === name)
}

interface StageSide {
  readonly side: ImpactSide
  readonly line: AssemblyLine | undefined
  readonly stage: Stage | undefined
}

function stageImpact(
  line: string,
  before: StageSide,
  after: StageSide,
  { hasSameInputs, reconfigured }: { readonly hasSameInputs: boolean; readonly reconfigured: ReadonlySet<string> },
): StageImpact | undefined {
  const stage = after.stage ?? before.stage
  if (stage === undefined) return undefined
  const { pipeline, deployment } = stage.spec
  const isReconfigured = reconfigured.has(deployment.app)
  if (!isReconfigured && hasSameInputs && hasSameGround(before, after)) return undefined
  const isOther = !isSame(before.stage, after.stage) || !isSame(pipelineOf(before), pipelineOf(after))
  const isRebuilt = isReconfigured || isOther
  const values = changedValues(parametersOf(before), parametersOf(after))
  if (!isRebuilt && values.length === 0) return undefined
  // A deleted Deployment was somewhere before.
  const worlds = after.stage === undefined ? [before.side.world] : [after.side.world, before.side.world]
  const [deployed] = worlds.flatMap((world) => deploymentNamed(world, deployment.app, deployment.name) ?? [])
  return {
    line,
    stage: stage.name,
    application: deployment.app,
    deployment: deployment.name,
    environment: deployed?.environment ?? '',
    pipeline,
    gates: stage.gates ?? [],
    values,
    isRebuilt,
    isOnlyReconfigured: !isOther && values.length === 0,
    ...(before.stage === undefined || before.stage.name === stage.name ? {} : { formerly: before.stage.name }),
    isPublished: before.stage !== undefined,
    isDrafted: after.stage !== undefined,
  }
}

/** Whether a stage's values follow from the same objects on both sides, the line's inputs aside: true for most stages while somebody types. */
function hasSameGround(before: StageSide, after: StageSide): boolean {
  const ground = groundOf(before)
  return groundOf(after).every((part, index) => part === ground[index])
}

function groundOf({ side: { world }, stage }: StageSide): readonly unknown[] {
  const { app = '', name = '' } = stage?.spec.deployment ?? {}
  const application = applicationNamed(world, app)
  const deployment = deploymentNamed(world, app, name)
  const environment = deployment?.environment ?? ''
  return [
    stage,
    stage === undefined ? undefined : pipelineNamed(world, stage.spec.pipeline),
    deployment,
    application,
    world.environments.find((one) => one.name === environment),
    world.repositories.find((one) => one.name === application?.qvsConfigRepository),
    world.layers.project,
    world.layers.applications[app],
    world.layers.environments[environment],
  ]
}

function pipelineOf({ side, stage }: StageSide): Pipeline | undefined {
  return stage === undefined ? undefined : pipelineNamed(side.world, stage.spec.pipeline)
}

function isSame(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b)
}

function parametersOf({ side, line, stage }: StageSide): readonly ResolvedParameter[] {
  return line === undefined || stage === undefined ? [] : resolveStage(line, stage, side.world)
}

function changedValues(
  before: readonly ResolvedParameter[],
  after: readonly ResolvedParameter[],
): readonly ChangedValue[] {
  const [old, next] = [before, after].map((list) => new Map(list.map((one) => [one.name, shownValue(one)])))
  return [...new Set([...(next?.keys() ?? []), ...(old?.keys() ?? [])])]
    .map((name) => ({ name, before: old?.get(name), after: next?.get(name) }))
    .filter((value) => value.before !== value.after)
}

/** The form of a value for comparison: a secret by its name, a later value by its expression. */
function shownValue({ state, value, secret, chain }: ResolvedParameter): string | undefined {
  if (state === 'secret') return secret && secretText(secret)
  if (state === 'later') return chain.find(({ won }) => won)?.expression
  return value
}
