import { useQueries, useQuery } from '@tanstack/react-query'
import { GitCompare } from 'lucide-react'
import { useEffect } from 'react'
import { useParams } from 'react-router'
import { pathTo } from '#client/paths.ts'
import { usePlatform } from '#client/platform.ts'
import { problemOf } from '#client/problems.ts'
import { markOfRun } from '#client/run-marks.ts'
import { runsOptions } from '#client/queries/run-lists.ts'
import { runOptions, snapshotOptions } from '#client/queries/runs.ts'
import { compareRuns, type FrozenRun } from '#domain/run/compare-runs.ts'
import { FailedPage } from '#ui/page/failed-page.tsx'
import { Breadcrumb } from '#ui/page/breadcrumb.tsx'
import { EmptyState } from '#ui/page/empty-state.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { LinkButton } from '#ui/link-button.tsx'
import { Page } from '#ui/page/page.tsx'
import { Select } from '#ui/fields/select.tsx'
import { Skeleton } from '#ui/page/skeleton.tsx'
import { useTitle } from '#ui/page/slots.tsx'
import { uiMessages } from '#ui/ui-messages.ts'
import { useAddress } from '#ui/use-address.ts'
import { compareMessages } from './compare-messages.ts'
import { ComparedLogs } from './compared-logs.tsx'
import { ComparedStage, ComparedStages, Changes } from './compared-stages.tsx'
import { runMessages } from '../messages.ts'
import './compare-page.css'

/**
 * A run compared with an earlier one of its line: states, durations, values, commits, manifests, logs. The address
 * names the other run.
 */
export function ComparePage() {
  const { project = '', run: id = '' } = useParams()
  const t = useMessages(compareMessages)
  const r = useMessages(runMessages)
  const words = useMessages(uiMessages)
  const [, set] = useAddress()
  const { run, list, others, other, before, frozen, error } = useComparedRuns(project, id)
  const number = run.data?.number ?? 0
  const title =
    before.data === undefined ? t('titleAlone', { number }) : t('title', { after: number, before: before.data.number })
  useTitle(title)
  if (error !== null)
    return (
      <FailedPage
        title={r('loadFailed')}
        problem={problemOf(error)}
        onRetry={() => void run.refetch()}
        back={{ to: pathTo('runs', { project }), title: r('toRuns') }}
      />
    )
  if (run.data === undefined || list.data === undefined) return <Skeleton rows={8} />
  const { line } = run.data
  return (
    <>
      <Breadcrumb
        crumbs={[
          { title: r('lines'), to: pathTo('lines', { project }) },
          { title: line, to: pathTo('line', { project, line }) },
          { title: r('run', { number }), to: pathTo('run', { project, run: id }) },
          { title: r('compare') },
        ]}
      />
      <Page
        title={title}
        note={t('note')}
        aside={<LinkButton to={pathTo('run', { project, run: id })}>{t('back', { number })}</LinkButton>}
      >
        {other === undefined ? (
          <EmptyState icon={<GitCompare size={24} />} title={t('noOther')} text={t('noOtherHelp')} />
        ) : (
          <div className="lw-compare">
            <Select
              label={t('against')}
              value={other}
              onChange={(chosen) => set({ with: chosen })}
              choices={(others.some((one) => one.id === other) || before.data === undefined
                ? others
                : [...others, before.data]
              ).map((one) => ({
                id: one.id,
                title: t('choice', { number: one.number, state: words(markOfRun(one.state)) }),
              }))}
            />
            {frozen === undefined ? <Skeleton rows={8} /> : <Comparison project={project} {...frozen} />}
          </div>
        )}
      </Page>
    </>
  )
}

/** The run, those that it can be compared with, and the snapshots of both sides, as far as loaded. */
function useComparedRuns(project: string, id: string) {
  const { client } = usePlatform()
  const [search, set] = useAddress()
  const run = useQuery(runOptions(client, project, id))
  const line = run.data?.line ?? ''
  const list = useQuery({ ...runsOptions(client, project, { line, limit: 50 }), enabled: run.data !== undefined })
  const others = (list.data?.runs ?? []).filter((one) => one.id !== id)
  const chosen = search.get('with')
  const other = chosen ?? others.find((one) => one.number < (run.data?.number ?? 0))?.id ?? others[0]?.id
  // Puts the default choice into the address, so that it keeps naming the same runs when newer ones come.
  useEffect(() => {
    if (chosen === null && other !== undefined) set({ with: other })
  }, [chosen, other, set])
  const [before, beforeSnapshot, afterSnapshot] = useQueries({
    queries: [
      { ...runOptions(client, project, other ?? ''), enabled: other !== undefined },
      { ...snapshotOptions(client, project, other ?? ''), enabled: other !== undefined },
      snapshotOptions(client, project, id),
    ],
  })
  const frozen =
    run.data === undefined ||
    before.data === undefined ||
    beforeSnapshot.data === undefined ||
    afterSnapshot.data === undefined
      ? undefined
      : {
          before: { run: before.data, snapshot: beforeSnapshot.data },
          after: { run: run.data, snapshot: afterSnapshot.data },
        }
  const error = run.error ?? before.error ?? beforeSnapshot.error ?? afterSnapshot.error
  return { run, list, others, other, before, frozen, error }
}

interface ComparisonProps {
  readonly project: string
  readonly before: FrozenRun
  readonly after: FrozenRun
}

/** How two runs differ; for the stage in the address, also its manifests and logs. */
function Comparison({ project, before, after }: ComparisonProps) {
  const t = useMessages(compareMessages)
  const [search, set] = useAddress()
  const comparison = compareRuns(before, after)
  const numbers = { before: before.run.number, after: after.run.number }
  const stage = comparison.stages.find((one) => one.stage === search.get('stage'))
  return (
    <>
      <ComparedStages
        comparison={comparison}
        {...numbers}
        selected={stage?.stage}
        onSelect={(name) => set({ stage: name })}
      />
      <Changes title={t('inputs')} heading="h2" changes={comparison.inputs} {...numbers} />
      {stage === undefined ? null : (
        <>
          <ComparedStage stage={stage} {...numbers} />
          <ComparedLogs
            project={project}
            stage={stage}
            {...numbers}
            step={search.get('step') ?? undefined}
            onStep={(step) => set({ step })}
          />
        </>
      )}
    </>
  )
}
