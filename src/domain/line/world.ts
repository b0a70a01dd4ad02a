import type { Pipeline } from '#domain/tekton/pipeline.ts'
import type { Task } from '#domain/tekton/task.ts'
import type { Application, Deployment, Environment, Repository } from '#domain/project.ts'
import type { TakenParams } from '#domain/adapters/qvs-config/taken-param.ts'
import type { AdapterDescription } from '#domain/adapters/catalog/description.ts'

/** Everything a line can refer to at present; validation, resolution and the designer look names up here. */
export interface World {
  readonly project: string
  readonly repositories: readonly Repository[]
  readonly applications: readonly Application[]
  readonly environments: readonly Environment[]
  readonly deployments: readonly Deployment[]
  readonly pipelines: readonly Pipeline[]
  readonly tasks: readonly Task[]
  readonly adapters: readonly AdapterDescription[]
  /** Values from the layers above a Deployment: project, then application, then environment. */
  readonly layers: ParameterLayers
  /** Parameters that QVS Configs pass to adapters, by application; the adapter that takes a parameter defines its valid values. */
  readonly taken?: Readonly<Record<string, TakenParams>>
  /** Draft only: applications whose QVS Config is invalid or not compiled yet, so that its result is unknown. */
  readonly uncompiled?: readonly string[]
}

/** Values set for the whole project, an application or an environment. */
export interface ParameterLayers {
  readonly project: Readonly<Record<string, string>>
  readonly applications: Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly environments: Readonly<Record<string, Readonly<Record<string, string>>>>
}
