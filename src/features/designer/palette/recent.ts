import { recallList, rememberList } from '#ui/storage.ts'
import { draggedText } from './dragged.ts'
import type { Insertable } from '../designer-context.tsx'

const key = 'palette.recent'
const most = 4

/** The palette entries inserted last in this browser, newest first. */
export function recentEntries(): readonly string[] {
  return recallList(key)
}

/** Remembers an inserted entry. Gates and templates are few enough without. */
export function rememberEntry(what: Insertable): void {
  if (what.kind === 'gate' || what.kind === 'template') return
  const text = draggedText(what)
  rememberList(key, [text, ...recentEntries().filter((other) => other !== text)].slice(0, most))
}
