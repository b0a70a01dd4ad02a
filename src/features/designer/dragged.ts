import type { Insertable } from './designer-context.tsx'

/** The kind of drag that carries a palette entry. */
export const dragType = 'application/x-linewright-insert'

/** The text that a dragged palette entry carries. */
export function draggedText(what: Insertable): string {
  return `${what.kind}\n${what.kind === 'adapter' ? what.pattern : (what.name ?? '')}`
}

/** What a drag carries; undefined for a drag of something else. */
export function droppedOf(text: string): Insertable | undefined {
  const [kind, name] = text.split('\n', 2)
  if (kind === 'pipeline' && name !== undefined) return { kind, name }
  if (kind === 'adapter' && name !== undefined) return { kind, pattern: name }
  return kind === 'gate' ? { kind, name: name === '' ? undefined : name } : undefined
}
