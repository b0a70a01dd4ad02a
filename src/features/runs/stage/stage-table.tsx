import { useMemo, useRef } from 'react'
import type { Snapshot } from '#domain/run/snapshot.ts'
import type { Run, StageRun } from '#domain/run/state.ts'
import { criticalPath, timeSpent } from '#domain/run/times/times.ts'
import type { UsualTimes } from '#domain/run/times/usual-times.ts'
import { hueOf } from '#client/environments.ts'
import type { Environment } from '#domain/project.ts'
import { useNowOr } from '#ui/clock.ts'
import { useFormat } from '#ui/i18n/format.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { EnvironmentChip } from '#ui/marks.tsx'
import { StateMark } from '#ui/state-mark.tsx'
import { type Column, Table, tableRowHeight } from '#ui/tables/table.tsx'
import { useRowWindow } from '#ui/tables/use-row-window.ts'
import { Duration, RelativeTime } from '#ui/text/values.tsx'
import { viewMessages } from '../view-messages.ts'
import { isLarge } from '../live/large-run.ts'
import { useInTurn } from '../live/use-in-turn.ts'
import { stageMark } from '../run-words.ts'
import { useKeptWords } from '#parts/use-kept-words.ts'

export interface StageTableProps {
  readonly run: Run
  readonly snapshot: Snapshot
  readonly environments: readonly Environment[]
  readonly usual: UsualTimes
  readonly selected: string | undefined
  readonly onSelect: (stage: string) => void
}

interface Row {
  readonly stage: StageRun
  readonly application: string
  readonly environment: string
  readonly gates: readonly string[]
  /** The stages that it runs after. */
  readonly after: readonly string[]
  readonly isCritical: boolean
}

/** The stages of a run as a table: the board's content, to be compared row by row. */
export function StageTable(props: StageTableProps) {
  const { snapshot, environments, usual, selected, onSelect } = props
  const run = useInTurn(props.run, 1)
  const t = useMessages(viewMessages)
  const format = useFormat()
  const now = useNowOr(isLarge(run))
  const keptWords = useKeptWords()
  const rows = useMemo(() => rowsOf(run, snapshot, now), [run, snapshot, now])
  const scroller = useRef<HTMLDivElement>(null)
  const { first, last } = useRowWindow({ scroller, count: rows.length, rowHeight: tableRowHeight, whole: 100 })
  const isPart = last - first < rows.length
  const { working } = timeSpent(run, now)
  const columns: readonly Column<Row>[] = [
    {
      id: 'state',
      title: t('state'),
      width: '144px',
      render: ({ stage, gates }) => <StateMark state={stageMark(run.gates, stage, gates)} word />,
    },
    {
      id: 'stage',
      title: t('stage'),
      isRowHeader: true,
      render: ({ stage, isCritical }) => (
        <button
          type="button"
          className="lw-run-pick"
          aria-current={stage.stage === selected ? 'true' : undefined}
          onClick={() => onSelect(stage.stage)}
        >
          <span className="lw-ellipsis" title={stage.stage}>
            {stage.stage}
          </span>
          {isCritical ? (
            <span className="lw-run-critical" title={t('onCriticalPath')}>
              {t('critical')}
            </span>
          ) : null}
        </button>
      ),
    },
    {
      id: 'environment',
      title: t('environment'),
      render: ({ environment }) => <EnvironmentChip name={environment} hue={hueOf(environments, environment)} />,
    },
    { id: 'application', title: t('application'), render: ({ application }) => application },
    {
      id: 'started',
      title: t('started'),
      align: 'right',
      render: ({ stage }) => (stage.startedAt === undefined ? '' : <RelativeTime at={stage.startedAt} />),
    },
    {
      id: 'took',
      title: t('took'),
      align: 'right',
      render: ({ stage }) =>
        stage.startedAt === undefined ? '' : <Duration from={stage.startedAt} to={stage.endedAt} />,
    },
    {
      id: 'usual',
      title: t('usual'),
      align: 'right',
      render: ({ stage }) => {
        const own = usual.stages[stage.stage]
        return <span className="lw-muted lw-num">{own === undefined ? '' : format.duration(own)}</span>
      },
    },
    {
      id: 'share',
      title: t('share'),
      align: 'right',
      render: ({ stage }) => (
        <span className="lw-num">
          {stage.startedAt === undefined || working === 0 || stage.attempt !== run.attempt
            ? ''
            : format.percent(
                ((stage.endedAt === undefined ? now : Date.parse(stage.endedAt)) - Date.parse(stage.startedAt)) /
                  working,
              )}
        </span>
      ),
    },
    {
      id: 'why',
      title: t('why'),
      grows: true,
      // A long table only mounts some rows, so all have the same height. The full text is in the title and in the
      // details.
      ...(isPart ? {} : { wraps: true }),
      render: (row) => {
        const why = whyOf(run, row, keptWords(row.stage.message), t)
        return (
          <span className="lw-muted" title={isPart ? why : keptWords(row.stage.message)}>
            {why}
          </span>
        )
      },
    },
  ]
  return (
    <div ref={scroller} className="lw-run-table" tabIndex={0} role="group" aria-label={t('stageTable')}>
      <Table
        label={t('stageTable')}
        columns={columns}
        rows={rows}
        rowKey={({ stage }) => stage.stage}
        sight={{ first, last }}
      />
    </div>
  )
}

function rowsOf(run: Run, { line, stages }: Snapshot, now: number): readonly Row[] {
  const path = new Set(criticalPath(run, line, now))
  const drawn = new Map(line.spec.stages.map((stage) => [stage.name, stage]))
  return stages.flatMap(({ stage: name, deployment }) => {
    const stage = run.stages[name]
    if (stage === undefined) return []
    const { app: application, environment } = deployment
    const [gates, after] = [drawn.get(name)?.gates ?? [], drawn.get(name)?.runAfter ?? []]
    return [{ stage, application, environment, gates, after, isCritical: path.has(name) }]
  })
}

/** Why a stage is in its state: its own message if it has one, else what it waits for. */
function whyOf(
  run: Run,
  { stage, gates, after }: Row,
  message: string,
  t: ReturnType<typeof useMessages<typeof viewMessages>>,
): string {
  if (message !== '' && stage.state !== 'succeeded') return message
  if (stage.state === 'waiting') {
    const gate = gates.find((name) => run.gates[name]?.state !== 'passed')
    return gate === undefined ? '' : t('waitsForGate', { gate })
  }
  if (stage.state !== 'pending') return ''
  const open = after.filter((name) => run.stages[name]?.state !== 'succeeded')
  return open.length === 0 ? '' : t('waitsForStages', { stages: open.join(', ') })
}
