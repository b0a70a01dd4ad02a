import { useEffect, useRef } from 'react'

export interface ErrorPlace {
  /** Whether it had failed already when it was opened: whoever watched it stays at its end. */
  readonly openedFailed: boolean
  /** Whether address or search lead to another line. */
  readonly isLed: boolean
  /** Whether the reader is still at the end, where it opened. */
  readonly following: boolean
  readonly firstError: number | undefined
  readonly lineCount: number
}

/** Whether a log is to move to its first error, stay for good where it is, or wait for what is not known yet. */
export function placeOfError({ openedFailed, isLed, following, firstError, lineCount }: ErrorPlace) {
  if (!openedFailed || isLed || !following) return 'stay'
  return firstError === undefined || firstError >= lineCount ? 'wait' : 'show'
}

/** Brings the first error of a failed step's log into sight, once, unless the reader was led elsewhere or has gone there. */
export function useFirstError(
  place: Omit<ErrorPlace, 'openedFailed'>,
  failed: boolean,
  show: (line: number) => void,
): void {
  const openedFailed = useRef(failed)
  useEffect(() => {
    const next = placeOfError({ ...place, openedFailed: openedFailed.current })
    if (next === 'wait') return
    openedFailed.current = false
    if (next === 'show' && place.firstError !== undefined) show(place.firstError)
  })
}
