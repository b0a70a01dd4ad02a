import { useMutation } from '@tanstack/react-query'
import { Check, X } from 'lucide-react'
import { z } from 'zod'
import { useState } from 'react'
import { answerTask } from '#contract/runs.ts'
import { useRights } from '#client/access.ts'
import { usePlatform } from '#client/platform.ts'
import { waitingApprovals, type WaitingApproval } from '#domain/run/run-state.ts'
import type { Run, StageRun } from '#domain/run/state.ts'
import { useTyped } from '#parts/use-typed.ts'
import { Button } from '#ui/button.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { useOffReason } from '#ui/off-reason.ts'
import { StateMark } from '#ui/state-mark.tsx'
import { TextField } from '#ui/text-field.tsx'
import { showToast } from '#ui/toast.tsx'
import { approvalMessages } from './approval-messages.ts'

export interface ApprovalTasksProps {
  readonly project: string
  readonly run: Run
  readonly stage: StageRun
}

/** Tasks of a stage that wait for a person, each with the answer to it. */
export function ApprovalTasks({ project, run, stage }: ApprovalTasksProps) {
  return waitingApprovals(stage).map((waiting) => (
    <ApprovalTask key={waiting.taskRun.name} {...{ project, run, stage, waiting }} />
  ))
}

function ApprovalTask({ project, run, stage, waiting }: ApprovalTasksProps & { readonly waiting: WaitingApproval }) {
  const { task, taskRun } = waiting
  const t = useMessages(approvalMessages)
  const { client } = usePlatform()
  const rights = useRights(project)
  const off = useOffReason()(rights.may('gate.decide'), rights.rolesFor('gate.decide'))
  const [comment, setComment] = useTyped(`answer ${taskRun.name}`, z.string(), '')
  const [isLacking, setLacking] = useState(false)
  const answer = useMutation({
    mutationFn: (decision: 'approve' | 'reject') =>
      client.call(answerTask, {
        params: { project, run: run.id, stage: stage.stage, task: taskRun.name },
        body: { decision, comment },
      }),
    onSuccess: (result) => {
      if (!result.ok) showToast({ text: t('notPossible', { reason: result.error.problem.message }) })
    },
  })
  const about = task.params?.find(({ name }) => name === 'description')?.value
  // What has been answered waits until the engine has said so.
  const isAnswered = answer.isPending || answer.data?.ok === true
  return (
    <section className="lw-run-gate">
      <StateMark state="needsApproval" word={t('asks', { task: taskRun.pipelineTask })} />
      {typeof about === 'string' && about !== '' ? <p>{about}</p> : null}
      {off === undefined ? (
        <TextField
          label={t('comment')}
          help={t('commentHelp')}
          rows={2}
          value={comment}
          error={isLacking && comment.trim() === '' ? t('commentMissing') : undefined}
          onChange={setComment}
        />
      ) : null}
      <div className="lw-run-answer">
        <Button
          kind="primary"
          icon={<Check size={16} aria-hidden />}
          reason={off}
          isPending={isAnswered}
          onPress={() => answer.mutate('approve')}
        >
          {t('approve')}
        </Button>
        <Button
          icon={<X size={16} aria-hidden />}
          reason={off}
          isPending={isAnswered}
          onPress={() => {
            setLacking(true)
            if (comment.trim() !== '') answer.mutate('reject')
          }}
        >
          {t('reject')}
        </Button>
      </div>
    </section>
  )
}
