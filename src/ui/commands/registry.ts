import { bound, readBindings, subscribeBindings } from './bindings.ts'
import { type Chord, isMacKeyboard, isSingle, type KeyPress, matches, mayWrite, parseSequence } from './keys.ts'

/** Something that a person can do, by button, menu, palette or key: all of them read this. */
export interface Command {
  readonly id: string
  readonly title: string
  readonly group: string
  /** Shortcuts, the first one is shown; see `parseKeys`. */
  readonly keys?: readonly string[]
  /** Part of the page in which its keys count (a canvas); without one they count everywhere. Scopes never overlap. */
  readonly scope?: string
  /** Its keys also count inside text fields. */
  readonly inFields?: boolean
  /** Browsers send an event of their own for these keys (`copy`, `paste`), and whoever runs the command hears that: they are shown only. */
  readonly isNative?: boolean
  /** Context menus in which it stands, by what they are for, and the section there. */
  readonly menus?: readonly string[]
  readonly section?: string
  readonly danger?: boolean
  /** Found by these words too. */
  readonly words?: string
  readonly when?: () => boolean
  readonly run: () => void
}

/** Commands of what is on the screen now, with the keys that they have. The newest registration of an id wins, so that a page can take over a general one. */
export interface CommandRegistry {
  readonly register: (commands: readonly Command[]) => () => void
  readonly all: () => readonly Command[]
  readonly subscribe: (listener: () => void) => () => void
}

export function createCommandRegistry(): CommandRegistry {
  let layers: readonly (readonly Command[])[] = []
  let known: readonly Command[] = []
  const listeners = new Set<() => void>()
  function change(next: readonly (readonly Command[])[]): void {
    layers = next
    const bindings = readBindings()
    const newest = new Map(layers.flat().map((command) => [command.id, command]))
    known = [...newest.values()].map((command) => bound(command, bindings))
    for (const listener of listeners) listener()
  }
  subscribeBindings(() => change(layers))
  return {
    register(commands) {
      change([...layers, commands])
      return () => change(layers.filter((layer) => layer !== commands))
    },
    all: () => known,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** Where a key was pressed. */
export interface KeyPlace {
  readonly isField: boolean
  readonly scopes: readonly string[]
  readonly singleKeys: boolean
}

/** The command that a key press means at a place, if any; a scoped command is nearer than a general one. */
export function commandFor(
  commands: readonly Command[],
  press: KeyPress,
  place: KeyPlace,
  before?: KeyPress,
): Command | undefined {
  const isMac = isMacKeyboard()
  const candidates = commands.filter((command) => {
    if (command.isNative === true) return false
    if (command.scope !== undefined && !place.scopes.includes(command.scope)) return false
    if (place.isField && command.inFields !== true) return false
    if (command.when?.() === false) return false
    return (command.keys ?? []).some((keys) => {
      const [first, second] = parseSequence(keys)
      if (!place.singleKeys && isSingle(first)) return false
      if (place.isField && mayWrite(first)) return false
      if (second === undefined) return matches(press, first, isMac)
      return before !== undefined && matches(before, first, isMac) && matches(press, second, isMac)
    })
  })
  return candidates.find((command) => command.scope !== undefined) ?? candidates.at(-1)
}

/** Whether a key press begins a sequence of two (`A C`) that some command has at a place. */
export function beginsSequence(commands: readonly Command[], press: KeyPress, place: KeyPlace): boolean {
  if (place.isField || !place.singleKeys) return false
  return commands.some(
    (command) =>
      (command.scope === undefined || place.scopes.includes(command.scope)) &&
      (command.keys ?? []).some((keys) => {
        const [first, second] = parseSequence(keys)
        return second !== undefined && matches(press, first, isMacKeyboard())
      }),
  )
}

/** Other commands that a shortcut means too where a command has it, or that begin with it or are its beginning. */
export function sharing(commands: readonly Command[], { id, scope }: Command, keys: string): readonly Command[] {
  return commands.filter(
    (other) =>
      other.id !== id &&
      (other.scope === scope || other.scope === undefined || scope === undefined) &&
      other.keys?.some((own) => meet(own, keys)) === true,
  )
}

/** The keys of a command without a shortcut, however it is written. */
export function withoutKeys({ keys = [] }: Command, taken: string): readonly string[] {
  return keys.filter((own) => !meet(own, taken))
}

/** Whether somebody who presses one shortcut has pressed the other, or all but its second key. */
function meet(one: string, other: string): boolean {
  const [a, b] = [writtenAlike(one), writtenAlike(other)]
  return a === b || a.startsWith(`${b} `) || b.startsWith(`${a} `)
}

/** One writing for shortcuts that are written differently. */
function writtenAlike(keys: string): string {
  const written = ({ mod, alt, shift, key }: Chord): string => `${String(mod)}${String(alt)}${String(shift)}${key}`
  return parseSequence(keys)
    .flatMap((chord) => (chord === undefined ? [] : written(chord)))
    .join(' ')
}

/** Pairs of commands that want the same key in the same place, and ids that two commands have: for tests. */
export function clashesOf(commands: readonly Command[]): readonly string[] {
  const seen = new Map<string, string>()
  const clashes: string[] = []
  for (const command of commands) {
    for (const keys of command.keys ?? []) {
      const place = `${command.scope ?? ''}|${writtenAlike(keys)}`
      const other = seen.get(place)
      if (other !== undefined && other !== command.id) clashes.push(`${other} and ${command.id} both want ${keys}`)
      seen.set(place, command.id)
    }
  }
  const ids = commands.map((command) => command.id)
  const doubled = ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `two commands are called ${id}`)
  return [...clashes, ...doubled]
}
