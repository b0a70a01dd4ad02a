import { type Chord, parseSequence } from './keys.ts'
import type { Command } from './registry.ts'

/** Other commands that the same shortcut would trigger, or whose sequence begins or continues with it. */
export function sharing(commands: readonly Command[], { id, scope }: Command, keys: string): readonly Command[] {
  return commands.filter(
    (other) =>
      other.id !== id &&
      (other.scope === scope || other.scope === undefined || scope === undefined) &&
      other.keys?.some((own) => meet(own, keys)) === true,
  )
}

/** The keys of a command without one shortcut, in whatever notation. */
export function withoutKeys({ keys = [] }: Command, taken: string): readonly string[] {
  return keys.filter((own) => !meet(own, taken))
}

/** Whether pressing one shortcut presses the other too, or begins its sequence. */
function meet(one: string, other: string): boolean {
  const [a, b] = [writtenAlike(one), writtenAlike(other)]
  return a === b || a.startsWith(`${b} `) || b.startsWith(`${a} `)
}

/** A normal form for shortcuts. */
function writtenAlike(keys: string): string {
  const written = ({ mod, alt, shift, key }: Chord): string => `${String(mod)}${String(alt)}${String(shift)}${key}`
  return parseSequence(keys)
    .flatMap((chord) => (chord === undefined ? [] : written(chord)))
    .join(' ')
}

/** Commands that want the same key in the same scope, and ids used twice. For tests. */
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
