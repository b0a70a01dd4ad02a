/** A key as the palette hears it before it is there. */
type Press = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>

/** What stands in the palette's field when somebody has pressed another key while it was being loaded. */
export function typedAhead(typed: string, { key, ctrlKey, metaKey, altKey }: Press): string {
  if (ctrlKey || metaKey || altKey) return typed
  const letters = [...typed]
  if (key === 'Backspace') return letters.slice(0, -1).join('')
  return [...key].length === 1 ? typed + key : typed
}
