import { useEffect, useRef } from 'react'

export interface ErrorPlace {
  /** Whether it had failed before it was opened: somebody who watched it fail stays at the end. */
  readonly openedFailed: boolean
  /** Whether the address or a search leads to another line. */
  readonly isLed: boolean
  /** Whether the reader is still at the end, where the log opened. */
  readonly following: boolean
  readonly firstError: number | undefined
  readonly lineCount: number
}

/** Whether to move to the first error, to stay, or to wait until more is known. */
export function placeOfError({ openedFailed, isLed, following, firstError, lineCount }: ErrorPlace) {
  if (!openedFailed || isLed || !following) return 'stay'
  return firstError === undefined || firstError >= lineCount ? 'wait' : 'show'
}

/** Scrolls to the first error of a failed step once, unless the reader has gone or was led elsewhere. */
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
