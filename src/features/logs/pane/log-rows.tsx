import { ChevronDown, ChevronRight } from 'lucide-react'
import { memo, type MouseEvent } from 'react'
import { plainText } from '#domain/logs/terminal-text.ts'
import { useFormat } from '#ui/i18n/format.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { gapBefore, shownTime, slowGap } from './line-times.ts'
import type { PaintedLine } from '../log-messages.ts'
import { logMessages } from '../messages.ts'
import type { LogSettings } from './use-log-settings.ts'
import type { Painted } from './use-log-screen.ts'

/** A range of chosen line numbers, from 0. */
export interface ChosenLines {
  readonly from: number
  readonly to: number
}

export interface LogRowsProps {
  readonly painted: Painted
  /** Pixels. */
  readonly rowHeight: number
  readonly settings: LogSettings
  readonly startedAt: string
  /** Whether the lines' numbers are known. */
  readonly isNumbered: boolean
  readonly hits: Uint32Array
  readonly current: number | undefined
  readonly chosen: ChosenLines | undefined
  readonly onChoose: (line: number, extend: boolean) => void
  readonly onFold: (line: number, folded: boolean) => void
}

/**
 * Numbers, folds and times beside the painted rows, and the lines as text for screen readers. Redrawn when other rows
 * are painted, not when the log grows.
 */
export const LogRows = memo(function LogRows(props: LogRowsProps) {
  const { painted, rowHeight, settings, isNumbered, hits, current, chosen } = props
  const { rows } = painted
  const shown = new Set(rows.map(({ line }) => line.number))
  const hitLines = new Set(hits.filter((line) => shown.has(line)))
  const hasGroups = rows.some(({ line }) => line.group !== undefined)
  let position = painted.from
  return (
    <ol
      className="lw-log-gutter"
      data-times={settings.times}
      style={{ fontSize: settings.fontSize - 1, lineHeight: `${String(rowHeight)}px` }}
    >
      {rows.map(({ line, ...row }, index) => {
        // The top row shows its line's number even if the line begins above.
        const first = row.first || index === 0
        if (first) position += 1
        const isChosen = chosen !== undefined && line.number >= chosen.from && line.number <= chosen.to
        return (
          <li
            key={`${String(line.number)}-${String(index)}`}
            style={{ height: rowHeight }}
            data-hit={hitLines.has(line.number) ? (line.number === current ? 'current' : 'yes') : undefined}
            data-chosen={isChosen || undefined}
            data-level={line.level}
            data-stream={line.stream}
            aria-hidden={!first}
            aria-posinset={first && isNumbered ? position : undefined}
            aria-setsize={isNumbered ? painted.of : undefined}
          >
            {first ? <RowHead {...props} line={line} hasGroups={hasGroups} /> : null}
          </li>
        )
      })}
    </ol>
  )
})

function RowHead({
  line,
  hasGroups,
  settings,
  startedAt,
  isNumbered,
  onChoose,
  onFold,
}: LogRowsProps & { readonly line: PaintedLine; readonly hasGroups: boolean }) {
  const t = useMessages(logMessages)
  const format = useFormat()
  const gap = gapBefore(line)
  const { group } = line
  function choose(event: MouseEvent): void {
    event.preventDefault()
    onChoose(line.number, event.shiftKey)
  }
  return (
    <>
      {isNumbered ? (
        <button
          type="button"
          className="lw-log-number"
          // Out of the tab order: keys of the log reach it, and hundreds of tab stops would bury what follows.
          tabIndex={-1}
          aria-label={t('line', { number: String(line.number + 1) })}
          onClick={choose}
        >
          {line.number + 1}
        </button>
      ) : (
        <span className="lw-log-number" aria-hidden>
          ·
        </span>
      )}
      {hasGroups ? (
        <span className="lw-log-fold">
          {group === undefined ? null : (
            <button
              type="button"
              tabIndex={-1}
              aria-expanded={!group.folded}
              aria-label={t(group.folded ? 'unfold' : 'fold', { title: group.title })}
              onClick={() => onFold(line.number, !group.folded)}
            >
              {group.folded ? <ChevronRight size={14} aria-hidden /> : <ChevronDown size={14} aria-hidden />}
            </button>
          )}
        </span>
      ) : null}
      {settings.times === 'off' ? null : (
        <time
          className="lw-log-time"
          dateTime={line.time}
          data-slow={gap > slowGap || undefined}
          title={gap > slowGap ? `${line.time}. ${t('slow', { time: format.duration(gap) })}` : line.time}
        >
          {shownTime(line, settings.times, startedAt, settings.timeZone)}
        </time>
      )}
      <span className="lw-hidden">
        {line.stream === 'stderr' ? `${t('standardError')}: ` : ''}
        {group === undefined ? plainText(line.text) : group.title}
        {line.cut > 0 ? ` ${t('cut', { count: line.cut })}` : ''}
      </span>
    </>
  )
}
