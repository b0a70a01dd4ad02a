import type { StepStatus, TaskRunStatus } from '#domain/tekton/run/status.ts'
import type { ParamValue } from '#domain/tekton/values/params.ts'

/** What is known of a TaskRun while it runs. Each change is published, until its end. */
export interface TaskProgress {
  steps(): readonly StepStatus[]
  change(index: number, status: StepStatus): void
  /** What steps wrote so far, by `<step>.<result>`. */
  readonly writtenBySteps: Map<string, ParamValue>
  /** From now on statuses tell of the sidecars, too. */
  tellOf(sidecars: () => readonly StepStatus[]): void
  publish(): void
  /** The status at the end, which nothing follows; it is not published yet. */
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
