/** A key pressed before the palette has loaded. */
type Press = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>

/** The text of the palette's field after one more key, pressed while it loads. */
export function typedAhead(typed: string, { key, ctrlKey, metaKey, altKey }: Press): string {
  if (ctrlKey || metaKey || altKey) return typed
  const letters = [...typed]
  if (key === 'Backspace') return letters.slice(0, -1).join('')
  return [...key].length === 1 ? typed + key : typed
}
