import { useQueries } from '@tanstack/react-query'
import { useState } from 'react'
import { usePlatform } from '#client/platform.ts'
import { comparableLine, type StageComparison } from '#domain/run/compare-runs.ts'
import type { StageRun } from '#domain/run/state.ts'
import { sidecarLogs } from '#domain/tekton/run/status.ts'
import { DiffView } from '#ui/diff/diff-view.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Segmented } from '#ui/fields/segmented.tsx'
import { Select } from '#ui/fields/select.tsx'
import { Skeleton } from '#ui/page/skeleton.tsx'
import { compareMessages } from './compare-messages.ts'
import { type LogPart, stepLogOptions } from '../stage/step-log.ts'

/** The logs of one step in both runs, aligned without what always differs, such as times. */
export function ComparedLogs({
  project,
  stage,
  before,
  after,
  step,
  onStep,
}: {
  readonly project: string
  readonly stage: StageComparison
  readonly before: number
  readonly after: number
  readonly step: string | undefined
  readonly onStep: (step: string) => void
}) {
  const t = useMessages(compareMessages)
  const platform = usePlatform()
  const [left, right] = [stepsOf(stage.before), stepsOf(stage.after)]
  const common = [...left.keys()].filter((name) => right.has(name))
  const failed = common.find((name) => right.get(name)?.failed === true || left.get(name)?.failed === true)
  const shown = common.find((name) => name === step) ?? failed ?? common[0]
  const [chosen, setChosen] = useState<LogPart>()
  // A failed step says why at its end.
  const part = chosen ?? (shown === failed && failed !== undefined ? 'end' : 'beginning')
  const logs = useQueries({
    queries: [left, right].map((steps) => {
      const found = shown === undefined ? undefined : steps.get(shown)
      return { ...stepLogOptions(platform, project, found?.address, part), enabled: found !== undefined }
    }),
  })
  if (shown === undefined) return null
  const [first, second] = logs.map(({ data }) => data?.lines.map(comparableLine).join('\n'))
  return (
    <section>
      <h3>{t('log', { step: shown })}</h3>
      <p className="lw-muted">{t('logHelp')}</p>
      {logs.some(({ data }) => data?.isCut ?? chosen !== undefined) ? (
        <div className="lw-row">
          <span>{t('logCut')}</span>
          <Segmented
            label={t('logCut')}
            selected={part}
            onSelect={(id) => setChosen(id === 'end' ? 'end' : 'beginning')}
            choices={[
              { id: 'beginning', title: t('logBeginning') },
              { id: 'end', title: t('logEnd') },
            ]}
          />
        </div>
      ) : null}
      <Select
        label={t('step')}
        value={shown}
        onChange={onStep}
        choices={common.map((name) => ({ id: name, title: name }))}
      />
      {first === undefined || second === undefined ? (
        <Skeleton rows={6} />
      ) : first === second ? (
        <p className="lw-muted">{t('nothing')}</p>
      ) : (
        <DiffView
          label={t('log', { step: shown })}
          before={first}
          after={second}
          beforeTitle={t('column', { number: before })}
          afterTitle={t('column', { number: after })}
          sideBySide
        />
      )}
    </section>
  )
}

/** Steps that ran, and sidecars, by `task / step`; of several tries, the last. */
function stepsOf(stage: StageRun | undefined) {
  const entries = (stage?.taskRuns ?? []).flatMap((task) =>
    [...task.steps, ...sidecarLogs(task)]
      .filter(({ state }) => state === 'terminated')
      .map(
        (step) =>
          [
            `${task.pipelineTask} / ${step.name}`,
            {
              address: { taskRun: task.name, retry: String(task.retry), step: step.name },
              failed: (step.exitCode ?? 0) !== 0,
            },
          ] as const,
      ),
  )
  return new Map(entries)
}
