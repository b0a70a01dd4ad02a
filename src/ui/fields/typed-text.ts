import { useState } from 'react'

interface TypedText {
  readonly text: string
  /** The last value from outside. */
  readonly seen: string
  /** Values sent outside that have not come back yet, oldest first. */
  readonly told: readonly string[]
}

/**
 * The text after `value` came from outside. If it is one that was sent, what was typed since stays; anything else
 * replaces the text.
 */
export function afterValue(state: TypedText, value: string): TypedText {
  const at = state.told.indexOf(value)
  return at === -1 ? { text: value, seen: value, told: [] } : { ...state, seen: value, told: state.told.slice(at + 1) }
}

export function afterTyping(state: TypedText, text: string): TypedText {
  return { ...state, text, told: [...state.told, text] }
}

/**
 * The text of a field whose value takes a moment to come back, as through the address. Resetting it to the old value
 * meanwhile would break off compositions and move the caret.
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
