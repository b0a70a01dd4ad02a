import type { RunComparison, StageComparison, ValueChange } from '#domain/run/compare-runs.ts'
import type { StageRun } from '#domain/run/state.ts'
import { stageDuration } from '#domain/run/times/times.ts'
import { DiffView } from '#ui/diff/diff-view.tsx'
import { useFormat } from '#ui/i18n/format.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { StateMark } from '#ui/state-mark.tsx'
import { Table, WideTable } from '#ui/tables/table.tsx'
import { shortDigest } from '#ui/text/values.tsx'
import { compareMessages } from './compare-messages.ts'
import { stageWord } from '../run-words.ts'

interface Numbers {
  readonly before: number
  readonly after: number
}

/** Every stage of both runs: how it ended, how long it took, and whether it ran the same. */
export function ComparedStages({
  comparison,
  before,
  after,
  selected,
  onSelect,
}: Numbers & {
  readonly comparison: RunComparison
  readonly selected: string | undefined
  readonly onSelect: (stage: string) => void
}) {
  const t = useMessages(compareMessages)
  return (
    <WideTable
      label={t('stages')}
      rows={comparison.stages}
      rowKey={(row) => row.stage}
      columns={[
        {
          id: 'stage',
          title: t('stage'),
          isRowHeader: true,
          render: (row) => (
            <button
              type="button"
              className="lw-compare-stage"
              aria-pressed={row.stage === selected}
              onClick={() => onSelect(row.stage)}
            >
              {row.stage}
            </button>
          ),
        },
        { id: 'before', title: t('column', { number: before }), render: (row) => <Ended stage={row.before} /> },
        { id: 'after', title: t('column', { number: after }), render: (row) => <Ended stage={row.after} /> },
        { id: 'difference', title: t('difference'), render: (row) => <Difference stage={row} /> },
      ]}
    />
  )
}

function Ended({ stage }: { readonly stage: StageRun | undefined }) {
  const t = useMessages(compareMessages)
  const format = useFormat()
  if (stage === undefined) return t('notRun')
  const took = stageDuration(stage)
  return (
    <span className="lw-compare-ended">
      <StateMark state={stageWord(stage)} word />{' '}
      <span className="lw-muted">{took === undefined ? '' : format.duration(took)}</span>
    </span>
  )
}

function Difference({ stage }: { readonly stage: StageComparison }) {
  const t = useMessages(compareMessages)
  const format = useFormat()
  const { before, after } = stage.milliseconds
  const count = stage.values.length + stage.commits.length + stage.manifests.length
  const delta = before === undefined || after === undefined ? 0 : after - before
  const parts = [
    count === 0 || stage.sameDigest ? t(stage.isEarly ? 'sameSoFar' : 'same') : t('changed', { count }),
    ...(stage.before?.state === stage.after?.state ? [] : [t('otherOutcome')]),
    ...(Math.abs(delta) < 1000
      ? []
      : [t(delta > 0 ? 'longer' : 'shorter', { time: format.duration(Math.abs(delta)) })]),
  ]
  return (
    <span className="lw-compare-parts">
      {parts.map((part) => (
        <span key={part}>{part} </span>
      ))}
    </span>
  )
}

/** Values, commits and manifests in which a stage differs. */
export function ComparedStage({ stage, before, after }: Numbers & { readonly stage: StageComparison }) {
  const t = useMessages(compareMessages)
  return (
    <>
      <h2>{stage.stage}</h2>
      <Changes title={t('values')} changes={stage.values} before={before} after={after} />
      <Changes title={t('commits')} changes={stage.commits} before={before} after={after} />
      <section>
        <h3>{t('manifests')}</h3>
        {stage.manifests.length === 0 ? <p className="lw-muted">{t('nothing')}</p> : null}
        {stage.manifests.map((manifest) => (
          <DiffView
            key={manifest.name}
            label={manifest.name}
            before={manifest.before ?? ''}
            after={manifest.after ?? ''}
            beforeTitle={`${manifest.name} · ${t('column', { number: before })}`}
            afterTitle={`${manifest.name} · ${t('column', { number: after })}`}
            sideBySide
          />
        ))}
      </section>
    </>
  )
}

/** Named values that differ, side by side. */
export function Changes({
  title,
  heading: Heading = 'h3',
  changes,
  before,
  after,
}: Numbers & { readonly title: string; readonly heading?: 'h2' | 'h3'; readonly changes: readonly ValueChange[] }) {
  const t = useMessages(compareMessages)
  const shown = (value: string | undefined) => <code>{value === undefined ? t('none') : shortDigest(value)}</code>
  return (
    <section>
      <Heading>{title}</Heading>
      {changes.length === 0 ? (
        <p className="lw-muted">{t('nothing')}</p>
      ) : (
        <Table
          label={title}
          rows={changes}
          rowKey={(row) => row.name}
          columns={[
            { id: 'name', title: t('name'), isRowHeader: true, render: (row) => <code>{row.name}</code> },
            { id: 'before', title: t('column', { number: before }), wraps: true, render: (row) => shown(row.before) },
            { id: 'after', title: t('column', { number: after }), wraps: true, render: (row) => shown(row.after) },
          ]}
        />
      )}
    </section>
  )
}
