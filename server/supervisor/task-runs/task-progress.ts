import type { StepStatus, TaskRunStatus } from '#domain/tekton/run/status.ts'
import type { ParamValue } from '#domain/tekton/values/params.ts'

/** Tracks a running TaskRun and publishes each change until its end. */
export interface TaskProgress {
  steps(): readonly StepStatus[]
  change(index: number, status: StepStatus): void
  /** Results written so far, by `<step>.<result>`. */
  readonly writtenBySteps: Map<string, ParamValue>
  /** Includes the sidecars in statuses from now on. */
  tellOf(sidecars: () => readonly StepStatus[]): void
  publish(): void
  /** Returns the final status without publishing it yet; nothing follows it. */
  end(last: Pick<TaskRunStatus, 'condition' | 'steps' | 'results' | 'artifacts' | 'finishedAt'>): TaskRunStatus
}

export function createTaskProgress(initial: TaskRunStatus, publish: (status: TaskRunStatus) => void): TaskProgress {
  let steps = initial.steps
  let sidecars: (() => readonly StepStatus[]) | undefined
  let ended = false
  const now = (): TaskRunStatus => ({
    ...initial,
    steps: [...steps],
    ...(sidecars === undefined ? {} : { sidecars: [...sidecars()] }),
  })
  const publishNow = (): void => {
    if (!ended) publish(now())
  }
  return {
    steps: () => steps,
    change(index, status) {
      steps = steps.map((step, at) => (at === index ? status : step))
      publishNow()
    },
    writtenBySteps: new Map(),
    tellOf(statuses) {
      sidecars = statuses
    },
    publish: publishNow,
    end(last) {
      ended = true
      return { ...now(), ...last }
    },
  }
}
