import { useQuery } from '@tanstack/react-query'
import { Undo2 } from 'lucide-react'
import type { FormEvent } from 'react'
import { Link, useParams, useSearchParams } from 'react-router'
import { z } from 'zod'
import { rollBack, type RunPlan } from '#contract/run-plans.ts'
import { pathTo } from '#client/paths.ts'
import { usePlatform } from '#client/platform.ts'
import { problemOf } from '#client/problems.ts'
import { deploymentStatusOptions } from '#client/queries/deployments.ts'
import { type RollbackAddress, rollbackPlanOptions } from '#client/queries/plans.ts'
import { useUsualTimes } from '#client/use-usual-times.ts'
import { useTyped } from '#parts/use-typed.ts'
import { Breadcrumb } from '#ui/page/breadcrumb.tsx'
import { Card } from '#ui/card.tsx'
import { EmptyState } from '#ui/page/empty-state.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { LinkButton } from '#ui/link-button.tsx'
import { ProblemPanel } from '#ui/page/problem-panel.tsx'
import { Skeleton } from '#ui/page/skeleton.tsx'
import { useTitle } from '#ui/page/slots.tsx'
import { TextField } from '#ui/fields/text-field.tsx'
import { LaunchButton } from './launch-button.tsx'
import { newRunMessages } from './messages.ts'
import { PlanView } from './plan-view.tsx'
import { useLaunch } from './use-launch.ts'
import '#ui/page/page.css'
import './new-run-page.css'

/** Rolling back: the version to return to, what would change, and the button. */
export function RollbackPage() {
  const t = useMessages(newRunMessages)
  const { project = '', application = '', deployment = '' } = useParams()
  const [search] = useSearchParams()
  const [run, stage] = [search.get('run') ?? '', search.get('stage') ?? '']
  const { client } = usePlatform()
  const address = { application, deployment, run, stage }
  const isAsked = run !== '' && stage !== ''
  const plan = useQuery({ ...rollbackPlanOptions(client, project, address), enabled: isAsked })
  const environment = plan.data?.stages[0]?.environment ?? deployment
  const title = t('rollBackTitle', { application, environment })
  const history = pathTo('deployment', { project, application, deployment }, { tab: 'history' })
  useTitle(title)
  return (
    <div className="lw-page lw-launch">
      <Breadcrumb
        crumbs={[
          { title: t('applications'), to: pathTo('applications', { project }) },
          { title: `${application} / ${deployment}`, to: history },
          { title: t('rollBack') },
        ]}
      />
      <header className="lw-page-head">
        <h1 className="lw-page-title">{title}</h1>
      </header>
      {isAsked ? null : (
        <EmptyState
          icon={<Undo2 size={24} />}
          title={t('rollBackWhich')}
          text=""
          action={<LinkButton to={history}>{t('toHistory')}</LinkButton>}
        />
      )}
      {plan.isError ? <ProblemPanel problem={problemOf(plan.error)} onRetry={() => void plan.refetch()} /> : null}
      {isAsked && plan.isPending ? <Skeleton rows={8} /> : null}
      {plan.data === undefined ? null : <Rollback project={project} address={address} plan={plan.data} />}
    </div>
  )
}

interface RollbackProps {
  readonly project: string
  readonly address: RollbackAddress
  readonly plan: RunPlan
}

function Rollback({ project, address, plan }: RollbackProps) {
  const t = useMessages(newRunMessages)
  const { client } = usePlatform()
  const usual = useUsualTimes(project, plan.line)
  const { application, deployment, run, stage } = address
  const { data: statuses } = useQuery(deploymentStatusOptions(client, project))
  const target = statuses?.deployments
    .find((one) => one.application === application && one.deployment === deployment)
    ?.history.find(({ origin }) => origin.run === run && origin.stage === stage)?.origin
  const version = target?.version ?? ''
  const [typed, setNote] = useTyped(`roll back ${application} ${deployment}`, z.string().optional(), undefined)
  const note = typed ?? t('rollBackNote', { version })
  const launch = useLaunch(project, (key) =>
    client.call(rollBack, {
      params: { project, application, deployment },
      body: { run, stage, note: note.trim(), idempotencyKey: key },
    }),
  )
  function submit(event: FormEvent): void {
    event.preventDefault()
    launch.launch()
  }
  const now = plan.stages[0]?.deployed
  const number = String(target?.number ?? '')
  return (
    <div className="lw-launch-columns">
      <Card title={t('rollBackForm')}>
        <form className="lw-launch-form" onSubmit={submit} noValidate>
          <dl className="lw-launch-facts">
            <dt>{t('rollBackTo')}</dt>
            <dd>
              <Link to={pathTo('run', { project, run }, { stage })}>{t('rollBackRun', { version, number })}</Link>
            </dd>
            {now === undefined ? null : (
              <>
                <dt>{t('rollBackFrom')}</dt>
                <dd>
                  <Link to={pathTo('run', { project, run: now.run })}>
                    {t('rollBackRun', { version: now.version, number: String(now.number) })}
                  </Link>
                </dd>
              </>
            )}
          </dl>
          <p className="lw-muted">{t('rollBackHelp', { line: plan.line, number })}</p>
          <TextField label={t('note')} help={t('noteHelp')} autoFocus value={note} onChange={setNote} />
          <LaunchButton launch={launch} icon={<Undo2 size={16} aria-hidden />}>
            {t('rollBack')}
          </LaunchButton>
        </form>
      </Card>
      <Card title={t('plan')}>
        <div className="lw-launch-plan">
          <PlanView
            project={project}
            plan={plan}
            usual={{ ...usual, run: undefined }}
            open={plan.stages.map((one) => one.stage)}
          />
        </div>
      </Card>
    </div>
  )
}
