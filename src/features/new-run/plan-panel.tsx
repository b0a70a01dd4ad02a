import { useQuery } from '@tanstack/react-query'
import { Link2, RefreshCw, Terminal } from 'lucide-react'
import { useEffect, useState } from 'react'
import { pathTo } from '#client/paths.ts'
import { usePlatform } from '#client/platform.ts'
import { problemOf } from '#client/problems.ts'
import { planOptions } from '#client/queries/plans.ts'
import type { UsualTimes } from '#domain/run/times/usual-times.ts'
import { IconButton } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Badge } from '#ui/marks.tsx'
import { ProblemPanel } from '#ui/page/problem-panel.tsx'
import { Skeleton } from '#ui/page/skeleton.tsx'
import { StateMark } from '#ui/state-mark.tsx'
import { showToast } from '#ui/overlays/toast.tsx'
import { Digest } from '#ui/text/values.tsx'
import { newRunMessages } from './messages.ts'
import { PlanView } from './plan-view.tsx'
import { dryRunCommand, startSearch } from './new-run-values.ts'

export interface PlanPanelProps {
  readonly project: string
  readonly line: string
  readonly version: number
  readonly inputs: Readonly<Record<string, string>>
  readonly note: string
  /** Whether every required input has a value. */
  readonly isComplete: boolean
  readonly mayPlan: boolean
  readonly usual: UsualTimes
  /** Digest of the plan that somebody shared. */
  readonly shared: string | undefined
}

/** The dry run of the form's values, to be shared as a link or repeated on the command line. */
export function PlanPanel(props: PlanPanelProps) {
  const t = useMessages(newRunMessages)
  const { project, line, version, note, shared } = props
  const { client } = usePlatform()
  const inputs = useSettled(props.inputs)
  const plan = useQuery({
    ...planOptions(client, project, { line, version, inputs }),
    enabled: props.isComplete && props.mayPlan,
  })
  async function copyLink(): Promise<void> {
    const search = startSearch({ inputs, note, version, plan: plan.data?.digest })
    await navigator.clipboard.writeText(`${location.origin}${pathTo('newRun', { project, line })}?${search.toString()}`)
    showToast({ text: t('linkCopied') })
  }
  return (
    <Card
      title={t('plan')}
      badge={<Badge>{t('dryRun')}</Badge>}
      aside={
        <>
          <IconButton label={t('checkAgain')} onPress={() => void plan.refetch()}>
            <RefreshCw size={16} aria-hidden />
          </IconButton>
          <IconButton label={t('copyCommand')} onPress={() => void copyCommand(project, line, inputs)}>
            <Terminal size={16} aria-hidden />
          </IconButton>
          <IconButton label={t('copyLink')} onPress={() => void copyLink()}>
            <Link2 size={16} aria-hidden />
          </IconButton>
        </>
      }
    >
      <div className="lw-launch-plan" aria-busy={plan.isFetching}>
        {props.isComplete ? null : <p className="lw-muted">{t('planNeeds')}</p>}
        {props.isComplete && plan.isFetching ? (
          <p role="status" className="lw-muted">
            <StateMark state="running" word={t('planning')} />
          </p>
        ) : null}
        {plan.isError ? <ProblemPanel problem={problemOf(plan.error)} onRetry={() => void plan.refetch()} /> : null}
        {plan.isPending && plan.isFetching ? <Skeleton rows={6} /> : null}
        {plan.data === undefined || plan.isError || !props.isComplete ? null : (
          <>
            {shared === undefined || plan.isFetching ? null : (
              <p className="lw-launch-shared">
                <StateMark
                  state={shared === plan.data.digest ? 'succeeded' : 'drifted'}
                  word={t(shared === plan.data.digest ? 'samePlan' : 'otherPlan')}
                />
              </p>
            )}
            <PlanView project={project} plan={plan.data} usual={props.usual} />
            <p className="lw-launch-foot lw-muted">
              <span>{t('dryRunNote')}</span>
              <span className="lw-row">
                {t('digest')} <Digest digest={plan.data.digest} copy />
              </span>
            </p>
          </>
        )}
      </div>
    </Card>
  )
}

async function copyCommand(project: string, line: string, inputs: Readonly<Record<string, string>>): Promise<void> {
  const command = dryRunCommand(project, line, inputs)
  await navigator.clipboard.writeText(command)
  showToast({ text: command })
}

const settleMilliseconds = 400

/** The inputs, once nobody has typed for a moment. */
function useSettled(inputs: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const [settled, setSettled] = useState(inputs)
  const text = JSON.stringify(inputs)
  useEffect(() => {
    if (text === JSON.stringify(settled)) return undefined
    const timer = setTimeout(() => setSettled(inputs), settleMilliseconds)
    return () => clearTimeout(timer)
  }, [text, inputs, settled])
  return settled
}
