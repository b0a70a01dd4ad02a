import type { Run, StageRun } from '#domain/run/state.ts'
import { useNow } from '#ui/clock.ts'
import { useFormat } from '#ui/i18n/format.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { runMessages } from './messages.ts'
import { stageMark } from './run-words.ts'

const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600, 7200, 21_600, 86_400]

/** When each stage worked, on one axis; what still runs reaches to now. */
export function RunTimeline({
  run,
  selected,
  onSelect,
}: {
  readonly run: Run
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
              <span className="lw-timeline-name lw-ellipsis">{stage.stage}</span>
              <span className="lw-timeline-track">
                <Bar run={run} stage={stage} now={end} share={share} />
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Bar({
  run,
  stage,
  now,
  share,
}: {
  readonly run: Run
  readonly stage: StageRun
  readonly now: number
  readonly share: (instant: number) => string
}) {
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
        {format.clock(to - from)}
      </span>
    </>
  )
}
