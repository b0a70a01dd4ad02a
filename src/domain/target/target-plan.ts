/** A probe's request; it always goes to the replica's own port. */
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
  /** Absent: the image's command. */
  readonly command: readonly string[] | undefined
  readonly args: readonly string[]
  readonly workingDir: string | undefined
  readonly env: readonly EnvPlan[]
  /** The variable that tells a replica its port; absent if it has none. */
  readonly portEnv: string | undefined
  /** The other probes start after this one has succeeded. */
  readonly startup: ProbePlan | undefined
  readonly readiness: ProbePlan | undefined
  readonly liveness: ProbePlan | undefined
  readonly gracePeriodSeconds: number
  readonly minReadySeconds: number
  readonly progressDeadlineSeconds: number
  readonly memoryLimitBytes: number | undefined
}

/** The local target's plan for the manifests of one Deployment; `workload` of a service names the workload that its selector matches. */
export interface TargetPlan {
  readonly workloads: readonly WorkloadPlan[]
  readonly services: readonly { readonly name: string; readonly workload: string }[]
}

/** All secrets that the plan's replicas need, optional ones included. */
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

/** Image digests of a plan, separated by commas, without duplicates. */
export function imageDigests(plan: TargetPlan): string {
  return [...new Set(plan.workloads.map((workload) => workload.imageDigest))].join(',')
}
