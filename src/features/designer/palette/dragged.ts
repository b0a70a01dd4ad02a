import type { Insertable } from '../designer-context.tsx'

/** The kind of drag that carries a palette entry. */
export const dragType = 'application/x-linewright-insert'

/** A kind beside it that says what is dragged: what a drag carries can only be read when it is dropped. */
export const draggedGate = 'application/x-linewright-gate'

/** The text that a dragged palette entry carries. */
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

/** What a drag carries; undefined for a drag of something else. */
export function droppedOf(text: string): Insertable | undefined {
  const [kind, name] = text.split('\n', 2)
  if (kind === 'pipeline' && name !== undefined) return { kind, name }
  if (kind === 'adapter' && name !== undefined) return { kind, pattern: name }
  if (kind === 'template' && name !== undefined) return { kind, id: name }
  return kind === 'gate' ? { kind, name: name === '' ? undefined : name } : undefined
}
