import { recallList, rememberList } from '#ui/storage.ts'
import { draggedText } from './dragged.ts'
import type { Insertable } from '../designer-context.tsx'

const key = 'palette.recent'
const most = 4

/** What was inserted last in this browser, newest first, as texts of palette entries. */
export function recentEntries(): readonly string[] {
  return recallList(key)
}

/** Remembers that something was inserted; gates and templates are few, and need no shortcut. */
export function rememberEntry(what: Insertable): void {
  if (what.kind === 'gate' || what.kind === 'template') return
  const text = draggedText(what)
  rememberList(key, [text, ...recentEntries().filter((other) => other !== text)].slice(0, most))
}
