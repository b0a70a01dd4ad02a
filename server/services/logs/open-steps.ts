import type { Run } from '#domain/run/state.ts'
import type { LogKey } from '#domain/tekton/launch/log-key.ts'

/**
 * Whether a step's log may still grow: its TaskRun is running, or belongs to a running stage that has not reported it
 * yet.
 */
export function stepIsOpen(live: readonly Run[], { taskRun, retry, step }: LogKey): boolean {
  for (const run of live) {
    for (const stage of Object.values(run.stages)) {
      const known = stage.taskRuns.find((one) => one.name === taskRun && one.retry === retry)
      if (known !== undefined) {
        const ended =
          known.condition.status !== 'Unknown' || known.steps.find(({ name }) => name === step)?.state === 'terminated'
        return !ended
      }
      if (stage.state === 'running' && taskRun.startsWith(`${stage.pipelineRun?.metadata.name ?? ' '}-`)) return true
    }
  }
  return false
}
