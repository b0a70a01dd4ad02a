import { isSingle, type KeyPress, parseKeys } from './keys.ts'
import { keysOfPress } from './pressed-keys.ts'

/** What a key press means while somebody records a shortcut. */
export type Heard =
  | { readonly kind: 'nothing' | 'leave' }
  /** A single letter, which a second one may follow. */
  | { readonly kind: 'first'; readonly keys: string }
  /** `passes` means that the press was meant for something else and goes on to it. */
  | { readonly kind: 'keys'; readonly keys: string; readonly passes: boolean }

/** Records a shortcut, or a sequence of two letters; `first` is the letter already pressed. */
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
