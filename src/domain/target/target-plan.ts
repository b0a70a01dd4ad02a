/** What a probe asks; the port is always the replica's own. */
export interface ProbePlan {
  readonly kind: 'http' | 'tcp'
  readonly path: string
  readonly headers: readonly { readonly name: string; readonly value: string }[]
  readonly initialDelaySeconds: number
  readonly periodSeconds: number
  readonly timeoutSeconds: number
  readonly successThreshold: number
  readonly failureThreshold: number
}

export type EnvPlan =
  | { readonly name: string; readonly kind: 'text'; readonly value: string }
  | {
      readonly name: string
      readonly kind: 'secret'
      readonly secret: string
      readonly key: string
      readonly optional: boolean
    }
  | { readonly name: string; readonly kind: 'replica-name' }

/** One Kubernetes Deployment as the local target runs it. */
export interface WorkloadPlan {
  readonly name: string
  readonly replicas: number
  readonly imageDigest: string
  /** Absent: the command of the image. */
  readonly command: readonly string[] | undefined
  readonly args: readonly string[]
  readonly workingDir: string | undefined
  readonly env: readonly EnvPlan[]
  /** Name of the variable that tells a replica its port; absent when it listens on none. */
  readonly portEnv: string | undefined
  /** Nothing else is asked until it was answered. */
  readonly startup: ProbePlan | undefined
  readonly readiness: ProbePlan | undefined
  readonly liveness: ProbePlan | undefined
  readonly gracePeriodSeconds: number
  readonly minReadySeconds: number
  readonly progressDeadlineSeconds: number
  readonly memoryLimitBytes: number | undefined
}

/** What the local target makes of the manifests of one Deployment; `workload` of a service names the one that its selector finds. */
export interface TargetPlan {
  readonly workloads: readonly WorkloadPlan[]
  readonly services: readonly { readonly name: string; readonly workload: string }[]
}

/** Every secret that the plan's replicas need or may need. */
export function secretReferences(
  plan: TargetPlan,
): readonly { readonly name: string; readonly key: string; readonly optional: boolean }[] {
  const found = new Map<string, { name: string; key: string; optional: boolean }>()
  for (const workload of plan.workloads) {
    for (const variable of workload.env) {
      if (variable.kind !== 'secret') continue
      const id = JSON.stringify([variable.secret, variable.key])
      const optional = variable.optional && (found.get(id)?.optional ?? true)
      found.set(id, { name: variable.secret, key: variable.key, optional })
    }
  }
  return [...found.values()]
}

/** Digests of the images of a plan, separated by commas, each once. */
export function imageDigests(plan: TargetPlan): string {
  return [...new Set(plan.workloads.map((workload) => workload.imageDigest))].join(',')
}
