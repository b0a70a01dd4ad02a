import { isSingle, type KeyPress, parseKeys } from './keys.ts'
import { keysOfPress } from './pressed-keys.ts'

/** What a key press means for somebody who gives keys to a command. */
export type Heard =
  | { readonly kind: 'nothing' | 'leave' }
  /** A letter alone: a second one may follow. */
  | { readonly kind: 'first'; readonly keys: string }
  /** `passes`: the press itself was meant for something else. */
  | { readonly kind: 'keys'; readonly keys: string; readonly passes: boolean }

/** Hears one shortcut, or two letters after each other; `first` is the letter that was heard already. */
export function hearKeys(press: KeyPress, isMac: boolean, first: string | undefined): Heard {
  const pressed = keysOfPress(press, isMac)
  if (pressed === undefined) return { kind: 'nothing' }
  const isLetter = isSingle(parseKeys(pressed))
  if (first !== undefined)
    return isLetter
      ? { kind: 'keys', keys: `${first} ${pressed}`, passes: false }
      : { kind: 'keys', keys: first, passes: true }
  if (pressed === 'Escape') return { kind: 'leave' }
  return isLetter ? { kind: 'first', keys: pressed } : { kind: 'keys', keys: pressed, passes: false }
}
