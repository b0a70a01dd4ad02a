import { memo, useMemo, useRef } from 'react'
import type { Snapshot } from '#domain/run/snapshot.ts'
import type { Run, StageRun } from '#domain/run/state.ts'
import { forecast, type ForecastSpan } from '#domain/run/times/forecast.ts'
import { criticalPath, stageSpans, timeSpent, waitsInQueues } from '#domain/run/times/times.ts'
import { parseQueue } from '#domain/run/turns/queue.ts'
import type { UsualTimes } from '#domain/run/times/usual-times.ts'
import { useNowOr } from '#ui/clock.ts'
import { type Format, useFormat } from '#ui/i18n/format.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { useNarrow } from '#ui/narrow.ts'
import { StateMark } from '#ui/state-mark.tsx'
import { useRowWindow } from '#ui/tables/use-row-window.ts'
import { isLarge } from '../live/large-run.ts'
import { useInTurn } from '../live/use-in-turn.ts'
import { failedStep, nameOfGate, stageMark } from '../run-words.ts'
import { viewMessages } from '../view-messages.ts'
import './run-timeline.css'

// Pixels, as in the style sheet.
const rowHeight = 24
const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600, 7200, 21_600, 86_400]

export interface RunTimelineProps {
  readonly run: Run
  readonly snapshot: Snapshot | undefined
  readonly usual: UsualTimes
  readonly selected: string | undefined
  readonly onSelect: (stage: string) => void
  /** As a view of its own: with gates, and as high as there is room. */
  readonly isWhole?: boolean
}

/** When each stage worked, what is expected from now on, and how long people were waited for. */
export function RunTimeline(props: RunTimelineProps) {
  return <Plot {...props} run={useInTurn(props.run, 2)} />
}

const Plot = memo(function Plot(props: RunTimelineProps) {
  const { run, snapshot, usual, selected, onSelect, isWhole = false } = props
  const t = useMessages(viewMessages)
  const format = useFormat()
  const clock = useNowOr(isLarge(run))
  const isNarrow = useNarrow()
  const attempt = run.attempts.find((entry) => entry.attempt === run.attempt)
  const start = Date.parse(attempt?.startedAt ?? run.startedAt)
  const spans = stageSpans(run)
  // Stages may have begun since the clock last ticked; they must not appear in the future.
  const now = Math.max(clock, [...spans.values()].at(-1)?.from ?? start)
  const expected = useMemo(
    () =>
      snapshot === undefined || run.endedAt !== undefined
        ? new Map<string, ForecastSpan>()
        : forecast(run, snapshot.line, usual.stages, now),
    [run, snapshot, usual, now],
  )
  const path = useMemo(
    () => new Set(snapshot === undefined ? [] : criticalPath(run, snapshot.line, now)),
    [run, snapshot, now],
  )
  // Memoized: scrolling renders again, but must not go through thousands of stages.
  const { rows, kept } = useMemo(() => rowsOf(run, snapshot, expected, isWhole), [run, snapshot, expected, isWhole])
  const { isWorking, lastEnd } = useMemo(() => workOf(run, expected), [run, expected])
  const section = useRef<HTMLElement>(null)
  const { first, last } = useRowWindow({ scroller: section, count: rows.length, rowHeight, whole: 100 })
  const waits = isWhole ? waitsOf(run, now, t, format) : []
  if (rows.length === 0) return null
  // While only people are waited for, the axis stays where the work stopped. The whole view shows the waiting too.
  const end = Math.max(start, lastEnd, isWorking ? now : start, ...waits.map(({ to }) => to))
  const whole = Math.max(1000, (end - start) * 1.04)
  const step = (steps.find((seconds) => whole / (seconds * 1000) <= (isNarrow ? 3 : 8)) ?? 86_400) * 1000
  const ticks = Array.from({ length: Math.floor(whole / step) + 1 }, (_, index) => index * step)
  const share = (instant: number) => `${String(Math.max(0, Math.min(100, ((instant - start) / whole) * 100)))}%`
  const scale: Scale = { share, now, isWorking }
  return (
    <section
      ref={section}
      className="lw-timeline"
      aria-label={t('timeline')}
      tabIndex={0}
      data-whole={isWhole || undefined}
    >
      <div className="lw-timeline-plot">
        <div className="lw-timeline-axis" aria-hidden>
          {ticks.map((tick) => (
            <span key={tick} style={{ insetInlineStart: share(start + tick) }}>
              {format.clock(tick)}
            </span>
          ))}
          {isWorking ? (
            <span className="lw-timeline-now" style={{ insetInlineStart: share(now) }}>
              {format.clock(now - start)}
            </span>
          ) : null}
        </div>
        <div className="lw-timeline-grid" aria-hidden>
          {ticks.map((tick) => (
            <span key={tick} style={{ insetInlineStart: share(start + tick) }} />
          ))}
          {isWorking ? <span data-now style={{ insetInlineStart: share(now) }} /> : null}
        </div>
        <ul>
          {first === 0 ? null : <li aria-hidden style={{ height: first * rowHeight }} />}
          {rows.slice(first, last).map((stage) => (
            <li key={stage.stage} data-selected={stage.stage === selected || undefined}>
              <button
                type="button"
                aria-current={stage.stage === selected ? 'true' : undefined}
                onClick={() => onSelect(stage.stage)}
              >
                <StageName run={run} stage={stage} isCritical={path.has(stage.stage)} />
                <span className="lw-timeline-track">
                  {kept.has(stage) ? (
                    <span className="lw-timeline-time" style={{ insetInlineStart: 0 }}>
                      {t('keptFrom', { number: stage.attempt })}
                    </span>
                  ) : (
                    <StageBars
                      run={run}
                      stage={stage}
                      usual={usual.stages[stage.stage]}
                      expected={expected.get(stage.stage)}
                      scale={scale}
                    />
                  )}
                </span>
              </button>
            </li>
          ))}
          {last >= rows.length ? null : <li aria-hidden style={{ height: (rows.length - last) * rowHeight }} />}
          {waits.map(({ id, name, from, to, label }) => (
            <li key={id} className="lw-timeline-gate">
              <span className="lw-timeline-name">
                <span className="lw-ellipsis">{name}</span>
              </span>
              <span className="lw-timeline-track">
                <span className="lw-timeline-bar" data-state="waiting" style={between(scale, from, to)} />
                <span className="lw-timeline-time lw-num" data-inside style={{ insetInlineStart: share(from) }}>
                  {label}
                </span>
              </span>
            </li>
          ))}
        </ul>
      </div>
      <Spent run={run} now={now} end={run.endedAt === undefined && isWorking ? end : undefined} />
    </section>
  )
})

/** A stage's name with its state as a shape, since the bar only has its hue, and a hidden word if it is critical. */
function StageName({
  run,
  stage,
  isCritical,
}: {
  readonly run: Run
  readonly stage: StageRun
  readonly isCritical: boolean
}) {
  const t = useMessages(viewMessages)
  return (
    <span
      className="lw-timeline-name"
      data-critical={isCritical || undefined}
      title={isCritical ? `${stage.stage} · ${t('onCriticalPath')}` : stage.stage}
    >
      <StateMark state={stageMark(run.gates, stage, [])} size={12} />
      <span className="lw-ellipsis">{stage.stage}</span>
      {isCritical ? <span className="lw-hidden">{t('onCriticalPath')}</span> : null}
    </span>
  )
}

/** Stages in order of their beginning, then the expected ones. */
function rowsOf(
  run: Run,
  snapshot: Snapshot | undefined,
  expected: ReadonlyMap<string, ForecastSpan>,
  isWhole: boolean,
): { readonly rows: readonly StageRun[]; readonly kept: ReadonlySet<StageRun> } {
  const begun = [...stageSpans(run).keys()].flatMap((name) => run.stages[name] ?? [])
  const coming = (snapshot?.stages ?? []).flatMap(({ stage }) => {
    const own = expected.has(stage) ? run.stages[stage] : undefined
    return own !== undefined && own.startedAt === undefined ? [own] : []
  })
  // Stages that an attempt has kept belong in the whole view, though they took no time in it.
  const kept = isWhole
    ? Object.values(run.stages).filter(({ attempt, state }) => attempt !== run.attempt && state === 'succeeded')
    : []
  return { rows: [...kept, ...begun, ...coming], kept: new Set(kept) }
}

/** Whether stages work now, and when the last one ended or is expected to end. */
function workOf(run: Run, expected: ReadonlyMap<string, ForecastSpan>) {
  let isWorking = false
  let lastEnd = Number.NEGATIVE_INFINITY
  for (const { to } of stageSpans(run).values()) {
    if (to === undefined) isWorking = true
    else lastEnd = Math.max(lastEnd, to)
  }
  for (const { to } of expected.values()) lastEnd = Math.max(lastEnd, to)
  return { isWorking, lastEnd }
}

/** When people or other runs were waited for, in order of the beginning. */
function waitsOf(run: Run, now: number, t: ReturnType<typeof useMessages<typeof viewMessages>>, format: Format) {
  const gates = Object.values(run.gates).flatMap((one) => {
    const { gate, openedAt, closedAt } = one
    if (openedAt === undefined) return []
    const [from, to] = [Date.parse(openedAt), closedAt === undefined ? now : Date.parse(closedAt)]
    const label = t('waitedFor', { time: format.duration(to - from) })
    return [{ id: `gate ${gate}`, name: t('gateRow', { gate: nameOfGate(one) }), from, to, label }]
  })
  const turns = waitsInQueues(run, now).map(({ queue, behind, from, to }) => {
    const label = t('waitedForRun', { time: format.duration(to - from), number: behind.number })
    return { id: `${queue} ${from}`, name: t('queueRow', { name: parseQueue(queue).name }), from, to, label }
  })
  return [...gates, ...turns].toSorted((a, b) => a.from - b.from)
}

interface Scale {
  readonly share: (instant: number) => string
  readonly now: number
  readonly isWorking: boolean
}

function between({ share }: Scale, from: number, to: number) {
  return { insetInlineStart: share(from), width: `calc(${share(to)} - ${share(from)})` }
}

interface StageBarsProps {
  readonly run: Run
  readonly stage: StageRun
  readonly usual: number | undefined
  readonly expected: ForecastSpan | undefined
  readonly scale: Scale
}

/** The bars of a stage: its work, the part beyond the usual time, and the expected rest. */
function StageBars({ run, stage, usual, expected, scale }: StageBarsProps) {
  const t = useMessages(viewMessages)
  const format = useFormat()
  if (stage.startedAt === undefined) {
    if (expected === undefined) return null
    return (
      <>
        <span className="lw-timeline-bar" data-state="expected" style={between(scale, expected.from, expected.to)} />
        <span className="lw-timeline-time lw-num" style={{ insetInlineStart: scale.share(expected.to) }}>
          {t('about', { time: format.took(expected.to - expected.from) })}
        </span>
      </>
    )
  }
  const from = Date.parse(stage.startedAt)
  const to = stage.endedAt === undefined ? scale.now : Date.parse(stage.endedAt)
  const usually = usual === undefined ? undefined : from + usual
  const isLate = stage.endedAt === undefined && usually !== undefined && to > usually + 1000
  const label = labelOf(stage, to - from, isLate ? to - usually : undefined, t, format)
  return (
    <>
      <span
        className="lw-timeline-bar"
        data-state={stageMark(run.gates, stage, [])}
        style={between(scale, from, isLate ? usually : to)}
      />
      {isLate ? <span className="lw-timeline-bar" data-state="late" style={between(scale, usually, to)} /> : null}
      {stage.endedAt === undefined && expected !== undefined && expected.to > to ? (
        <span className="lw-timeline-bar" data-state="expected" style={between(scale, to, expected.to)} />
      ) : null}
      <span
        className="lw-timeline-time lw-num"
        data-failed={stage.state === 'failed' || undefined}
        style={{ insetInlineStart: scale.share(Math.max(to, stage.endedAt === undefined ? (expected?.to ?? to) : to)) }}
      >
        {label}
      </span>
    </>
  )
}

function labelOf(
  stage: StageRun,
  took: number,
  late: number | undefined,
  t: ReturnType<typeof useMessages<typeof viewMessages>>,
  format: Format,
): string {
  const time = stage.endedAt === undefined ? format.clock(took) : format.took(took)
  if (late !== undefined) return t('late', { time, late: format.clock(late) })
  const code = stage.state === 'failed' ? failedStep(stage)?.step.exitCode : undefined
  return code === undefined ? time : t('exitAfter', { code: String(code), time })
}

/** How the time was spent, and when the run will probably be over. */
function Spent({ run, now, end }: { readonly run: Run; readonly now: number; readonly end: number | undefined }) {
  const t = useMessages(viewMessages)
  const format = useFormat()
  const spent = timeSpent(run, now)
  const parts = [
    ['worked', spent.working],
    ['waitedForPeople', spent.approval],
    ['waitedInQueue', spent.queue],
    ['otherTime', spent.other],
  ] as const
  return (
    <p className="lw-timeline-spent">
      {parts
        .filter(([, time]) => time >= 500)
        .map(([word, time]) => (
          <span key={word} data-kind={word}>
            {t(word)} {format.duration(time)}
          </span>
        ))}
      {end === undefined || end <= now + 1000 ? null : (
        <span>{t('probableEnd', { time: format.duration(end - now) })}</span>
      )}
    </p>
  )
}
