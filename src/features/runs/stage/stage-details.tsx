import { useQuery } from '@tanstack/react-query'
import { Network, RotateCcw } from 'lucide-react'
import { Suspense } from 'react'
import { hueOf } from '#client/environments.ts'
import { usePlatform } from '#client/platform.ts'
import { outlineOptions } from '#client/queries/outline.ts'
import type { ResolvedParameter } from '#domain/parameters/resolved.ts'
import type { Snapshot } from '#domain/run/snapshot.ts'
import type { Run, StageRun } from '#domain/run/state.ts'
import { Button, IconButton } from '#ui/button.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Badge, EnvironmentChip } from '#ui/marks.tsx'
import { Skeleton } from '#ui/page/skeleton.tsx'
import { StateMark } from '#ui/state-mark.tsx'
import { Tabs } from '#ui/page/tabs.tsx'
import { useAddress } from '#ui/use-address.ts'
import { lazyPart } from '#ui/lazy-part.ts'
import { EventsTab } from '../events-tab.tsx'
import { FailureCard } from '../failure/failure-card.tsx'
import type { DiagnosedFailure } from '../failure/use-diagnosis.ts'
import type { RunSlots } from '../run-slots.ts'
import { runMessages } from '../messages.ts'
import { RunGates } from '../run-gates.tsx'
import { ParameterTable, ResultTable, StageFacts } from './stage-facts.tsx'
import { stageMark } from '../run-words.ts'
import { StageProof } from './stage-proof.tsx'
import { useRetry } from '../retry/use-retry.tsx'
import { viewMessages } from '../view-messages.ts'

// Lazy, since the YAML printer is rarely needed.
const TektonTab = lazyPart(async () => (await import('./tekton-tab.tsx')).TektonTab)

export interface StageDetailsProps {
  readonly project: string
  readonly run: Run
  readonly stage: StageRun
  readonly snapshot: Snapshot | undefined
  /** Why it failed, if it did. */
  readonly diagnosis: DiagnosedFailure | undefined
  readonly gates: readonly string[]
  readonly tab: string | undefined
  readonly onTab: (tab: string) => void
  /** The task in view. */
  readonly task: string | undefined
  readonly onTask: (task: string | undefined) => void
  /** Opens the inside of the stage on the canvas. */
  readonly onOpen: () => void
  /** Shows a text in the code viewer. Passed in by the app, so that this page does not load an editor. */
  readonly renderManifest: RunSlots['renderManifest']
}

/** Everything about one stage of the run: failure first, then facts, values, manifests and results. */
export function StageDetails(props: StageDetailsProps) {
  const { project, run, stage, snapshot, diagnosis, gates, tab, onTab, renderManifest } = props
  const words = useMessages(viewMessages)
  const { client } = usePlatform()
  const environments = useQuery(outlineOptions(client, project)).data?.environments ?? []
  const t = useMessages(runMessages)
  const frozen = snapshot?.stages.find((entry) => entry.stage === stage.stage)
  const parameters = stage.parameters.length > 0 ? stage.parameters : (frozen?.parameters ?? [])
  const items = [
    ...(diagnosis !== undefined
      ? [
          {
            id: 'failure',
            title: t('failure'),
            content: <FailureCard {...{ project, run, stage, snapshot, diagnosis }} />,
          },
        ]
      : []),
    {
      id: 'overview',
      title: t('overview'),
      content: (
        <>
          <RunGates project={project} run={run} snapshot={snapshot} within={stage.stage} />
          <StageFacts run={run} stage={stage} frozen={frozen} line={snapshot?.line} />
          <StageProof run={run} stage={stage} notProven={snapshot?.notProven ?? []} />
          {stage.digest === undefined ? null : <Restart project={project} run={run} stage={stage} />}
        </>
      ),
    },
    {
      id: 'values',
      title: t('values'),
      badge: <Badge>{parameters.length}</Badge>,
      content: <ParameterTable {...{ project, stage, parameters }} run={run.id} pipeline={frozen?.pipeline} />,
    },
    {
      id: 'manifests',
      title: t('manifests'),
      badge: <Badge>{stage.manifests.length}</Badge>,
      content: <StageManifests {...{ project, run, stage, parameters, renderManifest }} />,
    },
    {
      id: 'results',
      title: t('results'),
      badge: <Badge>{stage.results.length}</Badge>,
      content: <ResultTable results={stage.results} ended={stage.endedAt !== undefined || run.endedAt !== undefined} />,
    },
    { id: 'events', title: words('events'), content: <EventsTab stage={stage} /> },
    {
      id: 'tekton',
      title: words('tekton'),
      content: (
        <Suspense fallback={<Skeleton rows={6} />}>
          <TektonTab stage={stage} task={props.task} onTask={props.onTask} />
        </Suspense>
      ),
    },
  ]
  const selected = items.find((item) => item.id === tab)?.id ?? items[0]?.id ?? 'overview'
  return (
    <>
      <header className="lw-run-side-head">
        <StateMark state={stageMark(run.gates, stage, gates)} size={20} />
        <h2 className="lw-ellipsis" title={stage.stage}>
          {stage.stage}
        </h2>
        {frozen === undefined ? null : (
          <EnvironmentChip
            name={frozen.deployment.environment}
            hue={hueOf(environments, frozen.deployment.environment)}
          />
        )}
        <span className="lw-grow" />
        <IconButton label={words('openStage')} onPress={props.onOpen}>
          <Network size={16} aria-hidden />
        </IconButton>
      </header>
      <Tabs label={t('details')} items={items} selected={selected} onSelect={onTab} />
    </>
  )
}

interface StageManifestsProps extends Pick<StageDetailsProps, 'project' | 'run' | 'stage' | 'renderManifest'> {
  readonly parameters: readonly ResolvedParameter[]
}

/** The manifests of a stage by file. The address says which one is shown, and at which line. */
function StageManifests({ project, run, stage, parameters, renderManifest }: StageManifestsProps) {
  const t = useMessages(runMessages)
  const [search, change] = useAddress()
  const file = stage.manifests.find((manifest) => manifest.path === search.get('manifest')) ?? stage.manifests[0]
  if (file === undefined) return <p className="lw-run-pad lw-muted">{t('noManifests')}</p>
  return (
    <div className="lw-run-manifests">
      <ul aria-label={t('manifestFiles')}>
        {stage.manifests.map(({ path }) => (
          <li key={path}>
            <button
              type="button"
              aria-pressed={path === file.path}
              onClick={() => change({ manifest: path, manifestLine: undefined })}
            >
              {path}
            </button>
          </li>
        ))}
      </ul>
      <div className="lw-run-code">
        {renderManifest({
          ...file,
          ...{ project, parameters },
          run: run.id,
          line: run.line,
          stage: stage.stage,
          at: Number(search.get('manifestLine') ?? '0'),
        })}
      </div>
    </div>
  )
}

function Restart({ project, run, stage }: Pick<StageDetailsProps, 'project' | 'run' | 'stage'>) {
  const t = useMessages(runMessages)
  const restart = useRetry(project, run, stage.stage)
  return (
    <div className="lw-run-pad">
      <Button
        icon={<RotateCcw size={16} aria-hidden />}
        reason={restart.reason}
        isPending={restart.isPending}
        onPress={restart.start}
      >
        {t('restart')}
      </Button>
      {restart.dialog}
      <p className="lw-muted">{t('restartHelp')}</p>
    </div>
  )
}
