import type { KeyboardEvent } from 'react'

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
