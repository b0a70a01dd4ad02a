import { type RefObject, useEffect, useMemo, useRef } from 'react'
import { isIdle } from './page/idle-focus.ts'

interface FocusStays<E extends HTMLElement> {
  /** Where the focus goes on; it takes it by `tabIndex={-1}` where nothing in it can. */
  readonly place: RefObject<E | null>
  /** For every element whose contents may go while they have the focus. */
  readonly hold: { readonly onFocus: () => void; readonly onBlur: () => void }
}

/** Keeps the focus beside what it was in, when that goes with a change: browsers would throw it to the top of the page. */
export function useFocusStays<E extends HTMLElement>(
  change: unknown,
  goOn = (place: E): HTMLElement => place,
): FocusStays<E> {
  const place = useRef<E>(null)
  const isHeld = useRef(false)
  const find = useRef(goOn)
  find.current = goOn
  useEffect(() => {
    if (isHeld.current && place.current !== null && isIdle(document.activeElement)) find.current(place.current).focus()
  }, [change])
  const hold = useMemo(
    () => ({
      onFocus: () => {
        isHeld.current = true
      },
      onBlur: () => {
        isHeld.current = false
      },
    }),
    [],
  )
  return { place, hold }
}
