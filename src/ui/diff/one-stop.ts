import { type FocusEvent, type KeyboardEvent, type RefObject, useLayoutEffect } from 'react'

/** Where an arrow, Home or End leads among so many lines; undefined for other keys. */
export function stopAfter(key: string, at: number, count: number): number | undefined {
  const places: Readonly<Record<string, number>> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: count - 1 }
  const place = places[key]
  return place === undefined ? undefined : Math.min(Math.max(place, 0), count - 1)
}

/**
 * Makes many similar buttons one tab stop with arrow keys inside, so that hundreds of lines do not block the way. The
 * buttons need `tabIndex={-1}`; the current stop is only marked in the DOM, so that moving it renders nothing.
 */
export function useOneStop(root: RefObject<HTMLElement | null>, buttons: string) {
  useLayoutEffect(() => {
    const stop = root.current?.querySelector<HTMLElement>(`${buttons}[tabindex="0"]`)
    const first = stop ?? root.current?.querySelector<HTMLElement>(buttons)
    if (first !== null && first !== undefined) first.tabIndex = 0
  })
  return {
    onFocus({ target }: FocusEvent<HTMLElement>) {
      if (!target.matches(buttons)) return
      for (const stop of root.current?.querySelectorAll<HTMLElement>(`${buttons}[tabindex="0"]`) ?? [])
        stop.tabIndex = -1
      target.tabIndex = 0
    },
    onKeyDown(event: KeyboardEvent<HTMLElement>) {
      const { target, key, altKey, ctrlKey, metaKey, shiftKey } = event
      if (!(target instanceof Element) || !target.matches(buttons) || altKey || ctrlKey || metaKey || shiftKey) return
      const all = [...(root.current?.querySelectorAll<HTMLElement>(buttons) ?? [])]
      const next = stopAfter(
        key,
        all.findIndex((one) => one === target),
        all.length,
      )
      if (next === undefined) return
      event.preventDefault()
      all[next]?.focus()
    },
  }
}
