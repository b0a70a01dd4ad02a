import { useMemo } from 'react'
import { stringify } from 'yaml'
import type { StageRun } from '#domain/run/state.ts'
import type { Condition } from '#domain/tekton/run/status.ts'
import { taskRunObject, tektonObject } from '#domain/tekton/run/tekton-object.ts'
import { CodeView } from '#ui/code/code-view.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Select } from '#ui/fields/select.tsx'
import { viewMessages } from '../view-messages.ts'

export interface TektonTabProps {
  readonly stage: StageRun
  /** The pipeline task to show; undefined for the PipelineRun. */
  readonly task: string | undefined
  readonly onTask: (task: string | undefined) => void
}

const whole = 'PipelineRun'

/** The PipelineRun of a stage, or one of its TaskRuns, as YAML with spec and status. */
export function TektonTab({ stage, task, onTask }: TektonTabProps) {
  const t = useMessages(viewMessages)
  const tasks = [...new Set(stage.taskRuns.map(({ pipelineTask }) => pipelineTask))]
  const shown = tasks.find((name) => name === task)
  const text = useMemo(() => textOf(stage, shown), [stage, shown])
  if (stage.pipelineRun === undefined) return <p className="lw-run-pad lw-muted">{t('noPipelineRun')}</p>
  return (
    <div className="lw-run-manifests">
      <div className="lw-run-pad">
        <Select
          label={t('tektonObject')}
          value={shown ?? whole}
          onChange={(id) => onTask(id === whole ? undefined : id)}
          choices={[
            { id: whole, title: `${whole} ${stage.pipelineRun.metadata.name}` },
            ...tasks.map((name) => ({ id: name, title: `TaskRun ${name}` })),
          ]}
        />
      </div>
      <div className="lw-run-code">
        <CodeView key={shown ?? whole} label={shown ?? stage.stage} text={text} readOnly />
      </div>
    </div>
  )
}

function textOf(stage: StageRun, task: string | undefined): string {
  const { pipelineRun: run, results, startedAt, endedAt } = stage
  if (run === undefined) return ''
  // Leaves out tasks of a nested Pipeline (`<task>/<task of the child>`), which belong to another PipelineRun.
  const own = stage.taskRuns.filter(({ pipelineTask }) => !pipelineTask.includes('/'))
  const skippedTasks = stage.skippedTasks.filter(({ name }) => !name.includes('/'))
  if (task !== undefined) {
    const tries = stage.taskRuns.filter(({ pipelineTask }) => pipelineTask === task)
    return stringify(taskRunObject(run, tries, own))
  }
  const condition = conditionOf(stage)
  const status = { condition, startedAt, finishedAt: endedAt, taskRuns: own, skippedTasks, results }
  return stringify(tektonObject({ ...run }, run, status))
}

function conditionOf({ state, reason, message }: StageRun): Condition {
  const status = state === 'succeeded' ? 'True' : state === 'failed' || state === 'cancelled' ? 'False' : 'Unknown'
  return { status, reason: reason === '' ? 'Running' : reason, ...(message === '' ? {} : { message }) }
}
