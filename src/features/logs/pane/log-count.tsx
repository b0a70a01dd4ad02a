import { useMessages } from '#ui/i18n/use-messages.tsx'
import { logMessages } from '../messages.ts'

export interface LogCountProps {
  readonly lineCount: number
  /** The part of a large log whose lines have been counted, until all are. */
  readonly counted: number | undefined
  /** Whether its end is shown meanwhile. */
  readonly isEnd: boolean
}

/** How many lines a log has, or how far they have been counted. */
export function LogCount({ lineCount, counted, isEnd }: LogCountProps) {
  const t = useMessages(logMessages)
  return (
    <span className="lw-log-count" role={counted === undefined ? undefined : 'status'}>
      {counted === undefined
        ? t('lines', { count: lineCount })
        : t(isEnd ? 'countingEnd' : 'counting', { count: lineCount, percent: Math.floor(counted * 100) })}
    </span>
  )
}
