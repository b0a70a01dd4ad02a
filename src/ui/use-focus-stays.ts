import { type RefObject, useEffect, useMemo, useRef } from 'react'
import { isIdle } from './page/idle-focus.ts'

interface FocusStays<E extends HTMLElement> {
  /** Where the focus goes; it needs `tabIndex={-1}` if nothing in it is focusable. */
  readonly place: RefObject<E | null>
  /** For every element whose focused content may disappear. */
  readonly hold: { readonly onFocus: () => void; readonly onBlur: () => void }
}

/** Keeps the focus nearby when the focused element disappears; browsers would move it to the top of the page. */
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
