import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { RunSummary } from '#contract/run-lists.ts'
import type { Outline } from '#contract/outline.ts'
import { documentId } from '#domain/documents.ts'
import { inOrder } from '#client/environments.ts'
import { pathTo } from '#client/paths.ts'
import { usePlatform } from '#client/platform.ts'
import { commitsOptions } from '#client/queries/commits.ts'
import { useOfferedCommands } from '#ui/commands/use-commands.ts'
import { CopyButton } from '#ui/copy-button.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { StateShape } from '#ui/state-mark.tsx'
import { homeMessages } from './messages.ts'
import { useStepsDone } from './steps-done.ts'

export interface FirstStepsProps {
  readonly project: string
  readonly line: { readonly name: string; readonly version: number }
  readonly runs: readonly RunSummary[]
  readonly outline: Outline
}

interface Step {
  readonly id: string
  readonly title: string
  readonly more: ReactNode
  readonly to?: string
  readonly run?: () => void
  readonly isDone: boolean
}

/** Six first things to do, each with a way to start. What is done is derived from the project, not stored. */
export function FirstSteps({ project, line, runs, outline }: FirstStepsProps) {
  const t = useMessages(homeMessages)
  const { client } = usePlatform()
  const done = useStepsDone(project, line, runs, outline)
  const switchPerson = useOfferedCommands().find((command) => command.id === 'switch-person')
  // Checking over HTTP works wherever an application runs; other verifying adapters need a cluster or a registry.
  const verifying = outline.adapters.filter(({ category }) => category === 'verify')
  const adapter = verifying.find(({ name }) => name.startsWith('verify:')) ?? verifying[0] ?? outline.adapters[0]
  const first = inOrder(outline.environments)[0]?.name
  const deployment = outline.deployments.find(({ environment }) => environment === first) ?? outline.deployments[0]
  const hosted = outline.repositories.find((repository) => repository.kind === 'hosted')
  const commits = useQuery({ ...commitsOptions(client, project, hosted?.name ?? ''), enabled: hosted !== undefined })
  const cloneCommand = `git clone ${commits.data?.cloneUrl ?? (hosted ?? outline.repositories[0])?.gitCloneUrl ?? ''}`
  const board = (search: Readonly<Record<string, string | undefined>>) =>
    pathTo('line', { project, line: line.name }, search)
  const steps: readonly Step[] = [
    {
      id: 'drop',
      title:
        adapter === undefined
          ? t('stepDropAny', { line: line.name })
          : t('stepDrop', { adapter: adapter.name, line: line.name }),
      more: t('stepDropText'),
      to: board({ insert: adapter?.pattern }),
      isDone: done.drop,
    },
    {
      id: 'fill',
      title: t('stepFill'),
      more: t('stepFillText', {
        deployment: deployment === undefined ? '' : `${deployment.application} / ${deployment.name}`,
      }),
      to: pathTo(
        'parameters',
        { project },
        // Joins the line's change set, so that the next step publishes both.
        deployment === undefined
          ? {}
          : {
              view: 'form',
              scope: `${deployment.application}/${deployment.name}`,
              changes: documentId('line', line.name),
            },
      ),
      isDone: done.fill,
    },
    {
      id: 'publish',
      title: t('stepPublish'),
      more: t('stepPublishText'),
      to: board({ publish: '1' }),
      isDone: done.publish,
    },
    {
      id: 'run',
      title: t('stepRun', { line: line.name }),
      more: t('stepRunText'),
      to: pathTo('newRun', { project, line: line.name }),
      isDone: done.run,
    },
    {
      id: 'switch',
      title: t('stepSwitch'),
      more: t('stepSwitchText'),
      isDone: done.approve,
      ...(switchPerson === undefined ? { to: pathTo('approvals', { project }) } : { run: switchPerson.run }),
    },
    {
      id: 'push',
      title: t('stepPush'),
      more: (
        <>
          {t('stepPushText')}
          <span className="lw-row">
            <code className="lw-ellipsis">{cloneCommand}</code>
            <CopyButton text={cloneCommand} label={t('copyClone')} />
          </span>
        </>
      ),
      to: pathTo('settings', { project }),
      isDone: done.push,
    },
  ]
  const finished = steps.filter((step) => step.isDone).length
  return (
    <section className="lw-home-section">
      <header>
        <h2>{t('firstSteps')}</h2>
        <span className="lw-muted lw-num">{t('stepsDone', { done: finished, all: steps.length })}</span>
      </header>
      <ol className="lw-steps">
        {steps.map((step) => (
          <StepRow key={step.id} step={step} isNext={step === steps.find((candidate) => !candidate.isDone)} />
        ))}
      </ol>
      <p>
        <Link to={pathTo('lines', { project }, { start: 'repository' })}>{t('stepOwn')}</Link>
      </p>
    </section>
  )
}

function StepRow({ step, isNext }: { readonly step: Step; readonly isNext: boolean }) {
  const t = useMessages(homeMessages)
  const label = step.isDone ? { 'aria-label': t('stepDone', { step: step.title }) } : {}
  return (
    <li>
      <StateShape state={step.isDone ? 'succeeded' : 'notStarted'} size={14} />
      <div className="lw-grow">
        {step.to === undefined ? (
          <button
            type="button"
            className="lw-step-button lw-step-title"
            data-done={step.isDone || undefined}
            onClick={step.run}
            {...label}
          >
            {step.title}
          </button>
        ) : (
          <Link to={step.to} className="lw-step-title" data-done={step.isDone || undefined} {...label}>
            {step.title}
          </Link>
        )}
        {isNext || (step.id === 'push' && !step.isDone) ? <div className="lw-step-more">{step.more}</div> : null}
      </div>
    </li>
  )
}
