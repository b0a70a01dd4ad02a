import { useMessages } from '#ui/i18n/use-messages.tsx'
import { plainText } from './log-store.ts'
import { logMessages } from './messages.ts'
import type { ScreenWindow } from './use-log-screen.ts'

export interface LogRowsProps {
  readonly screen: ScreenWindow
  readonly times: boolean
  readonly found: Uint32Array
  readonly current: number | undefined
}

/** What stands beside the painted rows (numbers and times), and the same lines as text for screen readers. */
export function LogRows({ screen, times, found, current }: LogRowsProps) {
  const t = useMessages(logMessages)
  const hits = new Set(found)
  return (
    <ol className="lw-log-gutter" data-times={times}>
      {screen.rows.map(({ line, first }, index) => (
        <li
          key={`${String(line.number)}-${String(index)}`}
          style={{ height: screen.rowHeight }}
          data-hit={
            !first ? undefined : line.number === current ? 'current' : hits.has(line.number) ? 'yes' : undefined
          }
          data-stream={line.stream}
          aria-hidden={!first}
        >
          {first ? (
            <>
              <span className="lw-log-number">{line.number + 1}</span>
              {times ? (
                <time className="lw-log-time" title={line.time}>
                  {clockOf(line.time)}
                </time>
              ) : null}
              <span className="lw-hidden">
                {line.stream === 'stderr' ? `${t('standardError')}: ` : ''}
                {plainText(line.text)}
              </span>
            </>
          ) : null}
        </li>
      ))}
    </ol>
  )
}

/** The time of day of a line in the reader's zone, with tenths: `14:02:31.4`. */
function clockOf(time: string): string {
  const at = new Date(time)
  if (Number.isNaN(at.getTime())) return ''
  const tenth = Math.floor(at.getMilliseconds() / 100)
  return `${at.toTimeString().slice(0, 8)}.${String(tenth)}`
}
