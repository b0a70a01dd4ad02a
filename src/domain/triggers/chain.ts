import type { TriggerFields } from './trigger.ts'

/** A trigger by which one line starts another. */
type Link = Pick<TriggerFields, 'line' | 'on'>

/**
 * The lines of the cycle that a trigger would close, from the line whose runs it waits for back to that line; undefined if no line would start
 * itself. Disabled triggers count too: enabling one must not cause endless runs.
 */
export function circleOf(trigger: Link, others: readonly Link[]): readonly string[] | undefined {
  if (trigger.on.kind !== 'run') return undefined
  const { line: first } = trigger.on
  const paths: (readonly string[])[] = [[first, trigger.line]]
  const seen = new Set<string>()
  for (const path of paths) {
    const last = path.at(-1) ?? ''
    if (last === first) return path
    if (seen.has(last)) continue
    seen.add(last)
    for (const { on, line } of others) if (on.kind === 'run' && on.line === last) paths.push([...path, line])
  }
  return undefined
}
