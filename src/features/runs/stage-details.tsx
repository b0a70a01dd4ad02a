import { RotateCcw } from 'lucide-react'
import { useState } from 'react'
import type { Snapshot } from '#domain/run/snapshot.ts'
import type { Run, StageRun } from '#domain/run/state.ts'
import { Button } from '#ui/button.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Badge } from '#ui/marks.tsx'
import { StateMark } from '#ui/state-mark.tsx'
import { Tabs } from '#ui/tabs.tsx'
import type { RunSlots } from './run-slots.ts'
import { FailureCard } from './failure-card.tsx'
import { runMessages } from './messages.ts'
import { useRestart } from './run-header.tsx'
import { ParameterTable, ResultTable, StageFacts } from './stage-facts.tsx'
import { stageMark } from './run-words.ts'

export interface StageDetailsProps {
  readonly project: string
  readonly run: Run
  readonly stage: StageRun
  readonly snapshot: Snapshot | undefined
  readonly gates: readonly string[]
  readonly tab: string | undefined
  readonly onTab: (tab: string) => void
  /** Shows a text in the code viewer; the app brings it, so that this page does not load an editor. */
  readonly renderManifest: RunSlots['renderManifest']
}

/** What is known of one stage of the run: failure first, then facts, values, manifests and results. */
export function StageDetails({ project, run, stage, snapshot, gates, tab, onTab, renderManifest }: StageDetailsProps) {
  const t = useMessages(runMessages)
  const [path, setPath] = useState<string>()
  const frozen = snapshot?.stages.find((entry) => entry.stage === stage.stage)
  const parameters = stage.parameters.length > 0 ? stage.parameters : (frozen?.parameters ?? [])
  const file = stage.manifests.find((manifest) => manifest.path === path) ?? stage.manifests[0]
  const failed = stage.state === 'failed'
  const items = [
    ...(failed
      ? [
          {
            id: 'failure',
            title: t('failure'),
            content: <FailureCard project={project} run={run} stage={stage} snapshot={snapshot} />,
          },
        ]
      : []),
    {
      id: 'overview',
      title: t('overview'),
      content: (
        <>
          <StageFacts run={run} stage={stage} frozen={frozen} />
          {stage.digest === undefined ? null : <Restart project={project} run={run} stage={stage} />}
        </>
      ),
    },
    {
      id: 'values',
      title: t('values'),
      badge: <Badge>{parameters.length}</Badge>,
      content: <ParameterTable project={project} parameters={parameters} pipeline={frozen?.pipeline} />,
    },
    {
      id: 'manifests',
      title: t('manifests'),
      badge: <Badge>{stage.manifests.length}</Badge>,
      content:
        file === undefined ? (
          <p className="lw-run-pad lw-muted">{t('noManifests')}</p>
        ) : (
          <div className="lw-run-manifests">
            <ul aria-label={t('manifestFiles')}>
              {stage.manifests.map((manifest) => (
                <li key={manifest.path}>
                  <button
                    type="button"
                    aria-pressed={manifest.path === file.path}
                    onClick={() => setPath(manifest.path)}
                  >
                    {manifest.path}
                  </button>
                </li>
              ))}
            </ul>
            <div className="lw-run-code">
              {renderManifest({ ...file, project, run: run.id, line: run.line, stage: stage.stage, parameters })}
            </div>
          </div>
        ),
    },
    {
      id: 'results',
      title: t('results'),
      badge: <Badge>{stage.results.length}</Badge>,
      content: <ResultTable results={stage.results} />,
    },
  ]
  const selected = items.find((item) => item.id === tab)?.id ?? items[0]?.id ?? 'overview'
  return (
    <>
      <header className="lw-run-side-head">
        <StateMark state={stageMark(run, stage, gates)} size={20} />
        <h2 className="lw-ellipsis">{stage.stage}</h2>
      </header>
      <Tabs label={t('details')} items={items} selected={selected} onSelect={onTab} />
    </>
  )
}

function Restart({ project, run, stage }: Pick<StageDetailsProps, 'project' | 'run' | 'stage'>) {
  const t = useMessages(runMessages)
  const { restart, reason } = useRestart(project, run, stage)
  return (
    <div className="lw-run-pad">
      <Button
        icon={<RotateCcw size={16} aria-hidden />}
        reason={reason}
        isPending={restart.isPending}
        onPress={() => restart.mutate()}
      >
        {t('restart')}
      </Button>
      <p className="lw-muted">{t('restartHelp')}</p>
    </div>
  )
}
