import { recall, remember } from '#ui/storage.ts'
import { draggedText } from './dragged.ts'
import type { Insertable } from './designer-context.ts'

const key = 'palette.recent'
const most = 4

/** What was inserted last in this browser, newest first, as texts of palette entries. */
export function recentEntries(): readonly string[] {
  return (recall(key) ?? '').split('\n\n').filter((text) => text !== '')
}

/** Remembers that something was inserted; gates are few, and need no shortcut. */
export function rememberEntry(what: Insertable): void {
  if (what.kind === 'gate') return
  const text = draggedText(what)
  remember(key, [text, ...recentEntries().filter((other) => other !== text)].slice(0, most).join('\n\n'))
}
