import { useMessages } from '#ui/i18n/use-messages.tsx'
import { logMessages } from '../messages.ts'

export interface LogCountProps {
  readonly lineCount: number
  /** How much of a large log has been counted, from 0 to 1; undefined once all is. */
  readonly counted: number | undefined
  /** Whether the end is shown meanwhile. */
  readonly isEnd: boolean
}

/** How many lines a log has, or how far they are counted. */
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
