import { useState } from 'react'

interface TypedText {
  readonly text: string
  /** The value that came from outside last. */
  readonly seen: string
  /** What was told outside and has not come back yet, oldest first. */
  readonly told: readonly string[]
}

/** The text after the outside gave `value`: an answer to what was told leaves alone what has been typed since; anything else replaces it. */
export function afterValue(state: TypedText, value: string): TypedText {
  const at = state.told.indexOf(value)
  return at === -1 ? { text: value, seen: value, told: [] } : { ...state, seen: value, told: state.told.slice(at + 1) }
}

export function afterTyping(state: TypedText, text: string): TypedText {
  return { ...state, text, told: [...state.told, text] }
}

/**
 * What stands in a field whose value takes a moment to come back, such as one from the address. Put back to the older value meanwhile,
 * the field would break off an input method in the middle of a word, and move the caret.
 */
export function useTypedText(
  value: string,
  onChange: (text: string) => void,
): readonly [string, (text: string) => void] {
  const [state, setState] = useState<TypedText>({ text: value, seen: value, told: [] })
  const now = state.seen === value ? state : afterValue(state, value)
  if (now !== state) setState(now)
  function type(text: string): void {
    setState((before) => afterTyping(before, text))
    onChange(text)
  }
  return [now.text, type]
}
