import { bound, readBindings, subscribeBindings } from './bindings.ts'
import { isMacKeyboard, isSingle, type KeyPress, matches, mayWrite, parseSequence } from './keys.ts'

/** Something that a person can do by button, menu, palette or key, all of which read this. */
export interface Command {
  readonly id: string
  readonly title: string
  readonly group: string
  /** Shortcuts, in the notation of `parseKeys`; the first one is shown. */
  readonly keys?: readonly string[]
  /** The part of the page where its keys count, such as a canvas; everywhere without one. Scopes never overlap. */
  readonly scope?: string
  /** Its keys count in text fields too. */
  readonly inFields?: boolean
  /**
   * Browsers send an event of their own for these keys (`copy`, `paste`), which runs the command. They are only shown.
   */
  readonly isNative?: boolean
  /** The context menus that list it, by what they are for, and its section there. */
  readonly menus?: readonly string[]
  readonly section?: string
  readonly danger?: boolean
  /** More words for the palette's search. */
  readonly words?: string
  readonly when?: () => boolean
  readonly run: () => void
}

/**
 * The commands of the current screen with their shortcuts. The newest registration of an id wins, so that a page can
 * override a general one.
 */
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

/** The command for a key press at a place; scoped ones win over general ones. */
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
    const isMeant = (command.keys ?? []).some((keys) => {
      const [first, second] = parseSequence(keys)
      if (!place.singleKeys && isSingle(first)) return false
      if (place.isField && mayWrite(first)) return false
      if (second === undefined) return matches(press, first, isMac)
      return before !== undefined && matches(before, first, isMac) && matches(press, second, isMac)
    })
    // Last, since it may take a while with thousands of selected stages, and most keys mean one command or none.
    return isMeant && command.when?.() !== false
  })
  return candidates.find((command) => command.scope !== undefined) ?? candidates.at(-1)
}

/** Whether a key press begins a sequence (`A C`) of a command at a place. */
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
