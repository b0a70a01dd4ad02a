import type { Side } from '../line/merge-lines.ts'
import { secretText } from './secret-text.ts'
import { applySteps } from '../line/edit/splice.ts'
import { ok, type Result } from '../result.ts'
import { parseParameterSet, removeSecretReference, setSecretReference } from './parameter-set.ts'
import { setParameters } from './set-many.ts'

type Part = 'config' | 'secrets' | 'credentials'

/** A value that differs between two versions of a ParameterSet with a common origin. */
export interface ValueDifference {
  /** Identifies the value within the document, by its part and name. */
  readonly id: string
  readonly part: Part
  readonly name: string
  readonly base: string | undefined
  readonly theirs: string | undefined
  readonly mine: string | undefined
  /** Who changed it: a change by one side is taken without a question; for a change by both, the person chooses. */
  readonly changedBy: Side | 'both'
}

/** A value-by-value comparison of two versions of a ParameterSet. */
export interface ValueMerge {
  readonly differences: readonly ValueDifference[]
  /**
   * Merges the document with a side chosen for each difference. Differences without a choice follow the side that changed them, and mine if both did.
   */
  readonly take: (choices: Readonly<Record<string, Side>>) => Result<string>
}

/**
 * Compares two versions of a ParameterSet value by value, against their common base. Comments and order come from the side that changed more than
 * values; undefined if both did, or if a secret is pinned to a version.
 */
export function mergeValues(base: string, theirs: string, mine: string): ValueMerge | undefined {
  const sides = [base, theirs, mine].map(valuesOf)
  const [before, others, own] = sides
  if (before === undefined || others === undefined || own === undefined) return undefined
  const ground = isValuesOnly(base, before, mine, own)
    ? ('theirs' as const)
    : isValuesOnly(base, before, theirs, others)
      ? ('mine' as const)
      : undefined
  if (ground === undefined) return undefined
  const ids = new Set([...others.keys(), ...own.keys(), ...before.keys()])
  const differences = [...ids].flatMap((id): ValueDifference[] => {
    const [was, left, right] = [before.get(id), others.get(id), own.get(id)]
    if (left === right) return []
    const [part, name] = partsOf(id)
    const changedBy = was === right ? 'theirs' : was === left ? 'mine' : 'both'
    return [{ id, part, name, base: was, theirs: left, mine: right, changedBy }]
  })
  return {
    differences,
    take(choices) {
      const sideOf = ({ id, changedBy }: ValueDifference): Side =>
        choices[id] ?? (changedBy === 'both' ? 'mine' : changedBy)
      const taken = differences.filter((difference) => sideOf(difference) !== ground)
      return written(
        ground === 'theirs' ? theirs : mine,
        new Map(taken.map((difference) => [difference.id, difference[sideOf(difference)]])),
      )
    },
  }
}

type Values = ReadonlyMap<string, string>

function valuesOf(text: string): Values | undefined {
  const { config, secrets, credentials } = parseParameterSet(text)
  return new Map([
    ...Object.entries(config).map(([name, value]) => [`config ${name}`, value] as const),
    ...secrets.map((secret) => [`secrets ${secret.name}`, secretText(secret)] as const),
    ...Object.entries(credentials).map(([name, key]) => [`credentials ${name}`, key] as const),
  ])
}

function partsOf(id: string): readonly [Part, string] {
  const at = id.indexOf(' ')
  const part = id.slice(0, at)
  return [part === 'secrets' || part === 'credentials' ? part : 'config', id.slice(at + 1)]
}

/** Whether a side equals what the workbench itself would have written for its values. */
function isValuesOnly(base: string, before: Values, side: string, values: Values): boolean {
  const changed = [...new Set([...values.keys(), ...before.keys()])].filter((id) => values.get(id) !== before.get(id))
  const made = written(base, new Map(changed.map((id) => [id, values.get(id)])))
  return made.ok && made.value === side
}

function written(text: string, changes: ReadonlyMap<string, string | undefined>): Result<string> {
  const config = new Map<string, string | undefined>()
  let result: Result<string> = ok(text)
  for (const [id, value] of changes) {
    const [part, name] = partsOf(id)
    if (part === 'config') config.set(name, value)
    else if (result.ok)
      result = part === 'secrets' ? withSecret(result.value, name, value) : withCredential(result.value, name, value)
  }
  return result.ok && config.size > 0 ? setParameters(result.value, config) : result
}

function withSecret(text: string, name: string, key: string | undefined): Result<string> {
  return key === undefined ? removeSecretReference(text, name) : setSecretReference(text, name, key)
}

function withCredential(text: string, name: string, key: string | undefined): Result<string> {
  const { credentials } = parseParameterSet(text)
  if (key !== undefined)
    return text.trim() === ''
      ? applySteps('config: {}\n', [{ op: 'set', path: ['credentials'], value: { [name]: key } }])
      : applySteps(text, [{ op: 'set', path: ['credentials', name], value: key }])
  if (credentials[name] === undefined) return ok(text)
  const isLast = Object.keys(credentials).length === 1
  return applySteps(text, [{ op: 'remove', path: isLast ? ['credentials'] : ['credentials', name] }])
}
