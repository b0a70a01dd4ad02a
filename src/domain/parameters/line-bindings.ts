import type { AssemblyLine } from '../line/line.ts'
import type { Origin } from './resolved.ts'

/** The parts of a stage that matter for values: what it runs, for which Deployment, and what the line binds. */
interface BoundStage {
  readonly line: string
  readonly stage: string
  readonly pipeline: string
  readonly deployment: string
  readonly params: ReadonlyMap<string, string>
}

/** What lines bind for a parameter of a Deployment. */
export interface LineBinding {
  /**
   * `bound` if every stage of the Deployment that asks for it gets it from its line; `expected` if only other Deployments of the application have
   * such stages, and all of those get it.
   */
  readonly kind: 'bound' | 'expected'
  readonly origins: readonly Origin[]
}

/** The bindings of all lines, indexed for look-up. */
export interface LineBindings {
  of(application: string, deployment: string, parameter: string, pipelines: readonly string[]): LineBinding | undefined
  /** Returns the stages that run one of the pipelines for a Deployment. */
  stagesOf(application: string, deployment: string, pipelines: readonly string[]): readonly StageOfLine[]
  /** Whether a Deployment has stages, but only other Deployments of its application run the pipelines. */
  areElsewhere(application: string, deployment: string, pipelines: readonly string[]): boolean
}

export interface StageOfLine {
  readonly line: string
  readonly stage: string
}

/** Indexes the bindings of all lines by application. */
export function lineBindings(lines: readonly AssemblyLine[]): LineBindings {
  const byApplication = new Map<string, BoundStage[]>()
  for (const line of lines) {
    for (const stage of line.spec.stages) {
      const { app, name } = stage.spec.deployment
      const known = byApplication.get(app) ?? []
      known.push({
        line: line.metadata.name,
        stage: stage.name,
        pipeline: stage.spec.pipeline,
        deployment: name,
        params: new Map((stage.spec.params ?? []).map((param) => [param.name, param.value])),
      })
      byApplication.set(app, known)
    }
  }
  const running = (application: string, pipelines: readonly string[]): readonly BoundStage[] =>
    (byApplication.get(application) ?? []).filter((stage) => pipelines.includes(stage.pipeline))
  return {
    of(application, deployment, parameter, pipelines) {
      const all = running(application, pipelines)
      const own = all.filter((stage) => stage.deployment === deployment)
      const stages = own.length === 0 ? all : own
      if (stages.length === 0 || !stages.every((stage) => stage.params.has(parameter))) return undefined
      return {
        kind: own.length === 0 ? 'expected' : 'bound',
        origins: stages.map((stage) => originOf(stage, parameter)),
      }
    },
    areElsewhere(application, deployment, pipelines) {
      const all = byApplication.get(application) ?? []
      const own = all.filter((stage) => stage.deployment === deployment)
      const runs = (stages: readonly BoundStage[]): boolean =>
        stages.some((stage) => pipelines.includes(stage.pipeline))
      return own.length > 0 && !runs(own) && runs(all)
    },
    stagesOf: (application, deployment, pipelines) =>
      running(application, pipelines).filter((stage) => stage.deployment === deployment),
  }
}

function originOf({ line, stage, params }: BoundStage, parameter: string): Origin {
  const text = params.get(parameter) ?? ''
  return {
    layer: 'line',
    ...(text.includes('$(') ? { expression: text } : { value: text }),
    source: { document: `line/${line}`, text: `${stage}.${parameter}` },
    won: false,
  }
}
