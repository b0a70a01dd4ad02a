import type { Snapshot } from '#domain/run/snapshot.ts'
import type { Run, StageRun } from '#domain/run/state.ts'
import { criticalPath, timeSpent } from '#domain/run/times.ts'
import type { UsualTimes } from '#domain/run/usual-times.ts'
import { useNow } from '#ui/clock.ts'
import { useFormat } from '#ui/i18n/format.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { runMessages } from './messages.ts'
import { stageMark } from './run-words.ts'

const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600, 7200, 21_600, 86_400]

/** When each stage worked, on one axis; what still runs reaches to now. */
export function RunTimeline({
  run,
  snapshot,
  usual,
  selected,
  onSelect,
}: {
  readonly run: Run
  readonly snapshot: Snapshot | undefined
  readonly usual: UsualTimes
  readonly selected: string | undefined
  readonly onSelect: (stage: string) => void
}) {
  const t = useMessages(runMessages)
  const format = useFormat()
  const now = useNow()
  const attempt = run.attempts.find((entry) => entry.attempt === run.attempt)
  const start = Date.parse(attempt?.startedAt ?? run.startedAt)
  const rows = Object.values(run.stages)
    .filter((stage) => stage.startedAt !== undefined && stage.attempt === run.attempt)
    .toSorted((a, b) => Date.parse(a.startedAt ?? '') - Date.parse(b.startedAt ?? ''))
  if (rows.length === 0) return null
  // While only people are waited for, the axis stays where the work stopped.
  const isWorking = rows.some((stage) => stage.endedAt === undefined)
  const end = isWorking ? now : Math.max(...rows.map((stage) => Date.parse(stage.endedAt ?? '')))
  const whole = Math.max(1000, (end - start) * 1.04)
  const step = (steps.find((seconds) => whole / (seconds * 1000) <= 8) ?? 86_400) * 1000
  const ticks = Array.from({ length: Math.floor(whole / step) + 1 }, (_, index) => index * step)
  const path = new Set(snapshot === undefined ? [] : criticalPath(run, snapshot.line, end))
  const spent = timeSpent(run, now)
  const share = (instant: number) => `${String(Math.max(0, Math.min(100, ((instant - start) / whole) * 100)))}%`
  return (
    <section className="lw-timeline" aria-label={t('timeline')} tabIndex={0}>
      <div className="lw-timeline-axis" aria-hidden>
        {ticks.map((tick) => (
          <span key={tick} style={{ insetInlineStart: share(start + tick) }}>
            {format.clock(tick)}
          </span>
        ))}
      </div>
      <ul>
        {rows.map((stage) => (
          <li key={stage.stage} data-selected={stage.stage === selected || undefined}>
            <button type="button" onClick={() => onSelect(stage.stage)}>
              <span
                className="lw-timeline-name lw-ellipsis"
                data-critical={path.has(stage.stage) || undefined}
                title={path.has(stage.stage) ? t('onCriticalPath') : undefined}
              >
                {stage.stage}
              </span>
              <span className="lw-timeline-track">
                <Bar run={run} stage={stage} now={end} usual={usual.stages[stage.stage]} share={share} />
              </span>
            </button>
          </li>
        ))}
      </ul>
      <p className="lw-timeline-spent">
        {t('worked')} {format.duration(spent.working)} · {t('waitedForPeople')} {format.duration(spent.approval)} ·{' '}
        {t('otherTime')} {format.duration(spent.other)}
      </p>
    </section>
  )
}

function Bar({
  run,
  stage,
  now,
  usual,
  share,
}: {
  readonly run: Run
  readonly stage: StageRun
  readonly now: number
  readonly usual: number | undefined
  readonly share: (instant: number) => string
}) {
  const t = useMessages(runMessages)
  const format = useFormat()
  const from = Date.parse(stage.startedAt ?? '')
  const to = stage.endedAt === undefined ? now : Date.parse(stage.endedAt)
  return (
    <>
      <span
        className="lw-timeline-bar"
        data-state={stageMark(run, stage, [])}
        style={{ insetInlineStart: share(from), width: `calc(${share(to)} - ${share(from)})` }}
      />
      <span className="lw-timeline-time lw-num" style={{ insetInlineStart: share(to) }}>
        {stage.endedAt === undefined && usual !== undefined && to - from > usual + 1000
          ? t('late', { time: format.clock(to - from), late: format.clock(to - from - usual) })
          : format.clock(to - from)}
      </span>
    </>
  )
}
