/**
 * A shortcut, written `Mod+Shift+K`. `Mod` is Command on a Mac and Ctrl elsewhere; letters and signs are as on the key.
 */
export interface Chord {
  readonly mod: boolean
  readonly alt: boolean
  readonly shift: boolean
  readonly key: string
}

/** The part of a keydown event that shortcuts need. */
export interface KeyPress {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
}

/** Parses a shortcut. */
export function parseKeys(keys: string): Chord {
  const parts = keys.split('+').filter((part) => part !== '')
  const key = keys.endsWith('+') ? '+' : (parts.at(-1) ?? '')
  const has = (name: string) => parts.includes(name)
  return { mod: has('Mod'), alt: has('Alt'), shift: has('Shift'), key: key.toLowerCase() }
}

/** Parses a shortcut, or a sequence of two: `A C`. */
export function parseSequence(keys: string): readonly [Chord, Chord?] {
  const [first = '', second] = keys.split(' ')
  return second === undefined ? [parseKeys(first)] : [parseKeys(first), parseKeys(second)]
}

/**
 * Whether a key press is a chord. Signs such as `?` need Shift on many keyboards, so Shift only matters for letters and
 * named keys.
 */
export function matches(press: KeyPress, chord: Chord, isMac: boolean): boolean {
  const mod = isMac ? press.metaKey : press.ctrlKey
  const other = isMac ? press.ctrlKey : press.metaKey
  const isSign = chord.key.length === 1 && !/[a-z0-9]/.test(chord.key)
  return (
    press.key.toLowerCase() === chord.key &&
    mod === chord.mod &&
    !other &&
    press.altKey === chord.alt &&
    (isSign || press.shiftKey === chord.shift)
  )
}

/** Whether a chord is a bare letter or sign, which people may switch off (WCAG 2.1.4). */
export function isSingle(chord: Chord): boolean {
  return !chord.mod && !chord.alt && chord.key.length === 1
}

/** Whether a key press could be typing, so that it is no shortcut in a text field. */
export function mayWrite(chord: Chord): boolean {
  return !chord.mod && !chord.alt && !/^f\d+$/.test(chord.key)
}

export function isMacKeyboard(): boolean {
  return /mac|iphone|ipad/i.test(globalThis.navigator?.platform ?? '')
}

/** A shortcut as people know it: `Ctrl K`, `⌘K`. */
export function shownKeys(keys: string): string {
  return keys.split(' ').map(shownChord).join(' ')
}

function shownChord(keys: string): string {
  const chord = parseKeys(keys)
  const mac = isMacKeyboard()
  const names: Readonly<Record<string, string>> = {
    arrowup: '↑',
    arrowdown: '↓',
    arrowleft: '←',
    arrowright: '→',
    escape: 'Esc',
    ' ': 'Space',
  }
  const key =
    names[chord.key] ??
    (chord.key.length === 1 ? chord.key.toUpperCase() : chord.key.replace(/^./, (first) => first.toUpperCase()))
  const parts = [
    chord.mod ? (mac ? '⌘' : 'Ctrl') : '',
    chord.alt ? (mac ? '⌥' : 'Alt') : '',
    chord.shift ? (mac ? '⇧' : 'Shift') : '',
    key,
  ]
  return parts.filter((part) => part !== '').join(mac ? '' : ' ')
}
