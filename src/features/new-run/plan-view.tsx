import { useQuery } from '@tanstack/react-query'
import { Ban, Hexagon } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'react-router'
import type { PlannedGate, RunPlan } from '#contract/run-plans.ts'
import { hueOf } from '#client/environments.ts'
import { pathTo } from '#client/paths.ts'
import { usePlatform } from '#client/platform.ts'
import { outlineOptions } from '#client/queries/outline.ts'
import type { UsualTimes } from '#domain/run/times/usual-times.ts'
import { useKeptWords } from '#parts/use-kept-words.ts'
import { useFormat } from '#ui/i18n/format.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { newRunMessages } from './messages.ts'
import { changedOf, PlanStage } from './plan-stage.tsx'

export interface PlanViewProps {
  readonly project: string
  readonly plan: RunPlan
  readonly usual: UsualTimes
  /** Stages that are unfolded from the start. */
  readonly open?: readonly string[]
}

/** The plan in running order: stages, the gates before them, and what is skipped. */
export function PlanView({ project, plan, usual, open = [] }: PlanViewProps) {
  const t = useMessages(newRunMessages)
  const keptWords = useKeptWords()
  const { client } = usePlatform()
  const outline = useQuery(outlineOptions(client, project))
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set(open))
  const environments = outline.data?.environments ?? []
  const shownGates = new Set<string>()
  return (
    <>
      <PlanSummary plan={plan} usual={usual} />
      <ol className="lw-plan">
        {plan.stages.map((stage) => {
          const gates = plan.gates.filter(({ key }) => stage.gates.includes(key) && !shownGates.has(key))
          for (const { key } of gates) shownGates.add(key)
          return (
            <li key={stage.stage}>
              {gates.map((gate) => (
                <GateRow key={gate.key} project={project} gate={gate} />
              ))}
              <PlanStage
                project={project}
                plan={plan}
                stage={stage}
                hue={hueOf(environments, stage.environment)}
                usual={usual.stages[stage.stage]}
                isOpen={opened.has(stage.stage)}
                onToggle={(isOpen) =>
                  setOpened((known) => {
                    const next = new Set(known)
                    if (isOpen) next.add(stage.stage)
                    else next.delete(stage.stage)
                    return next
                  })
                }
              />
            </li>
          )
        })}
        {plan.disabled.map((stage) => (
          <li key={stage} className="lw-plan-disabled">
            <Ban size={16} aria-hidden />
            <s>{stage}</s>
            <span className="lw-muted">{t('disabled')}</span>
          </li>
        ))}
      </ol>
      {plan.notProven.length === 0 ? null : (
        <details className="lw-plan-unproven lw-muted">
          <summary>{t('notProven')}</summary>
          <ul>
            {plan.notProven.map((text) => (
              <li key={text}>{keptWords(text)}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

function PlanSummary({ plan, usual }: Pick<PlanViewProps, 'plan' | 'usual'>) {
  const t = useMessages(newRunMessages)
  const format = useFormat()
  const changes = plan.stages.reduce((sum, stage) => sum + changedOf(stage).length, 0)
  const problems = plan.stages.flatMap(({ findings }) => findings).filter(({ severity }) => severity === 'error')
  const facts = [
    t('stages', { count: plan.stages.length }),
    ...(plan.gates.length === 0 ? [] : [t('gates', { count: plan.gates.length })]),
    t('changes', { count: changes }),
    ...(usual.run === undefined ? [] : [t('usually', { time: format.duration(usual.run) })]),
  ]
  return (
    <p className="lw-plan-summary">
      {facts.join(' · ')}
      {problems.length === 0 ? null : (
        <strong className="lw-plan-problems"> · {t('problems', { count: problems.length })}</strong>
      )}
    </p>
  )
}

function GateRow({ project, gate }: { readonly project: string; readonly gate: PlannedGate }) {
  const t = useMessages(newRunMessages)
  const format = useFormat()
  const closed = gate.closed
  return (
    <p className="lw-plan-gate">
      <Hexagon size={16} strokeWidth={1.5} aria-hidden />
      <strong>{t('gate', { title: gate.title })}</strong>
      <span className="lw-muted">
        {gate.required === 0
          ? t('gateCalendar', { environment: gate.environment })
          : t('gateAsks', { count: gate.required })}
      </span>
      {gate.live ? <span className="lw-muted">{t('gateOf', { environment: gate.environment })}</span> : null}
      {gate.missing === 0 ? null : (
        <span className="lw-plan-closed">
          {t('gateMissing', { count: gate.missing })} <Link to={pathTo('people', { project })}>{t('addPeople')}</Link>
        </span>
      )}
      {closed === undefined ? null : (
        <span className="lw-plan-closed">
          {t(closed.why === 'freeze' ? 'closedFreeze' : 'closedWindow')}
          {closed.until === undefined ? '' : ` ${t('closedUntil', { time: format.planned(closed.until) })}`}
        </span>
      )}
    </p>
  )
}
