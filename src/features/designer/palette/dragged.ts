import type { Insertable } from '../designer-context.tsx'

/** MIME type of a dragged palette entry. */
export const dragType = 'application/x-linewright-insert'

/** A second type marks a gate, since the content of a drag cannot be read until it is dropped. */
export const draggedGate = 'application/x-linewright-gate'

/** A palette entry as the text that a drag carries. */
export function draggedText(what: Insertable): string {
  return `${what.kind}\n${nameOf(what)}`
}

function nameOf(what: Insertable): string {
  switch (what.kind) {
    case 'adapter':
      return what.pattern
    case 'template':
      return what.id
    case 'gate':
    case 'pipeline':
      return what.name ?? ''
  }
}

/** The palette entry in a drag's text; undefined for other drags. */
export function droppedOf(text: string): Insertable | undefined {
  const [kind, name] = text.split('\n', 2)
  if (kind === 'pipeline' && name !== undefined) return { kind, name }
  if (kind === 'adapter' && name !== undefined) return { kind, pattern: name }
  if (kind === 'template' && name !== undefined) return { kind, id: name }
  return kind === 'gate' ? { kind, name: name === '' ? undefined : name } : undefined
}
