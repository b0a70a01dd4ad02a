import type { Pipeline } from '#domain/tekton/pipeline.ts'
import type { Task } from '#domain/tekton/task.ts'
import type { Application, Deployment, Environment, Repository } from '#domain/project.ts'
import type { TakenParams } from '#domain/adapters/qvs-config/taken-param.ts'
import type { AdapterDescription } from '#domain/adapters/catalog/description.ts'

/** Everything a line refers to, as it stands now: what validation, resolution and the designer look names up in. */
export interface World {
  readonly project: string
  readonly repositories: readonly Repository[]
  readonly applications: readonly Application[]
  readonly environments: readonly Environment[]
  readonly deployments: readonly Deployment[]
  readonly pipelines: readonly Pipeline[]
  readonly tasks: readonly Task[]
  readonly adapters: readonly AdapterDescription[]
  /** Values of the layers above a Deployment: project, then by application, then by environment. */
  readonly layers: ParameterLayers
  /** What QVS Configs make of their parameters, by application: which values one can have is what the adapter says that takes it. */
  readonly taken?: Readonly<Record<string, TakenParams>>
  /** In a draft: the applications of whose QVS Config it is not known what it compiles to, yet or because it is wrong. */
  readonly uncompiled?: readonly string[]
}

/** Values set for everybody, for an application, or for an environment. */
export interface ParameterLayers {
  readonly project: Readonly<Record<string, string>>
  readonly applications: Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly environments: Readonly<Record<string, Readonly<Record<string, string>>>>
}
