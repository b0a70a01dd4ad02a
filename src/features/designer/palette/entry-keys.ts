import { type FocusEvent, type KeyboardEvent, type RefObject, useLayoutEffect } from 'react'

const row = '.lw-palette-row'

/**
 * Arrows go through the entries, starting from and returning to the search field; Enter there goes to the first match.
 */
export function goThroughEntries(event: KeyboardEvent<HTMLElement>): void {
  const { key, target, currentTarget, nativeEvent } = event
  if (nativeEvent.isComposing || !(target instanceof HTMLElement)) return
  const entries = [...currentTarget.querySelectorAll<HTMLElement>('.lw-palette-entry')]
  const index = entries.indexOf(target)
  const isSearch = target instanceof HTMLInputElement
  if (index < 0 && !isSearch) return
  const step = key === 'ArrowDown' || (key === 'Enter' && isSearch) ? 1 : key === 'ArrowUp' ? -1 : 0
  const next = index === 0 && step < 0 ? currentTarget.querySelector('input') : entries[index + step]
  if (step === 0 || next === null || next === undefined) return
  event.preventDefault()
  next.focus()
}

/**
 * Makes the rows one tab stop, the row that had the keyboard last: a hundred entries would otherwise stand between
 * the search field and the board. Returns what the list does when something in it gets the focus.
 */
export function useRowStop(list: RefObject<HTMLElement | null>): (event: FocusEvent<HTMLElement>) => void {
  useLayoutEffect(() => {
    const rows = [...(list.current?.querySelectorAll(row) ?? [])]
    // A new row has its buttons in the tab order, so that several may be there.
    stopAt(rows, rows.find((one) => one.hasAttribute('data-stop')) ?? rows[0])
  })
  return ({ target, currentTarget }) => {
    const at = target.closest(row)
    if (at !== null) stopAt([...currentTarget.querySelectorAll(row)], at)
  }
}

function stopAt(rows: readonly Element[], at: Element | undefined): void {
  for (const one of rows) {
    one.toggleAttribute('data-stop', one === at)
    for (const button of one.querySelectorAll('button')) button.tabIndex = one === at ? 0 : -1
  }
}
