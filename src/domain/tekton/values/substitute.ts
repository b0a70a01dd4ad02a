import type { ParamValue } from './params.ts'

/** One part of a reference: a name (`.x` or `["x"]`), an index (`[0]`), or everything (`[*]`). */
export type Segment =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'index'; readonly index: number }
  | { readonly kind: 'all' }

/** A `$(...)` of Tekton: `text` is the part in brackets, `scope` its first word (`params`, `tasks`, `workspaces`...). */
export interface Reference {
  readonly text: string
  readonly scope: string
  readonly segments: readonly Segment[]
  /** Whether the text consists of this reference alone. */
  readonly whole?: boolean
}

/** Returns the value of a reference; undefined leaves it unreplaced. */
export type Lookup = (reference: Reference) => ParamValue | undefined

/** Called for every reference of a Tekton scope that stayed in the text, because it has no value, or none that fits there. */
export type ReportUnresolved = (reference: Reference) => void

const pattern = /\$\(([A-Za-z_][\w-]*(?:\.[\w-]+|\[(?:\*|\d+|"[^"\]]*"|'[^'\]]*')\])+)\)/g
const segmentPattern = /\.([\w-]+)|\[(?:(\*)|(\d+)|"([^"\]]*)"|'([^'\]]*)')\]/g

/** First words of Tekton's references; anything else, such as `$(date)`, silently goes to the shell. */
const scopes: ReadonlySet<string> = new Set([
  'params',
  'tasks',
  'finally',
  'context',
  'workspaces',
  'results',
  'steps',
  'step',
  'credentials',
  'artifacts',
])

/** All Tekton references in a text, in order, with repetitions. */
export function referencesIn(text: string): readonly Reference[] {
  return [...text.matchAll(pattern)]
    .map((match) => parseReference(match[1] ?? ''))
    .filter(({ scope }) => scopes.has(scope))
}

/** Replaces the references in a text by strings, in one pass: references inside values are not replaced. */
export function substituteText(text: string, lookup: Lookup, report: ReportUnresolved = ignore): string {
  if (!text.includes('$(')) return text
  return text.replace(pattern, (whole: string, inner: string) => {
    const reference = parseReference(inner, whole === text)
    const value = lookup(reference)
    if (typeof value === 'string') return value
    if (scopes.has(reference.scope)) report(reference)
    return whole
  })
}

/** Replaces references by other texts, which may be references again; undefined keeps a reference. */
export function rewriteReferences(text: string, rewrite: (reference: Reference) => string | undefined): string {
  return text.replace(pattern, (whole: string, inner: string) => rewrite(parseReference(inner)) ?? whole)
}

/** Replaces references in a list of texts; an item that is just a reference to an array becomes that many items (Tekton's `[*]`). */
export function substituteList(list: readonly string[], lookup: Lookup, report: ReportUnresolved = ignore): string[] {
  return list.flatMap((item) => {
    const whole = wholeReference(item)
    const value = whole === undefined ? undefined : lookup(whole)
    return Array.isArray(value) ? value : [substituteText(item, lookup, report)]
  })
}

/** Replaces references in a parameter value; a string that is just a reference takes the type of its value. */
export function substituteValue(value: ParamValue, lookup: Lookup): ParamValue {
  if (Array.isArray(value)) return substituteList(value, lookup)
  if (typeof value !== 'string') {
    return Object.fromEntries(Object.entries(value).map(([key, text]) => [key, substituteText(text, lookup)]))
  }
  const whole = wholeReference(value)
  return (whole === undefined ? undefined : lookup(whole)) ?? substituteText(value, lookup)
}

/** Selects from a value with the rest of a reference: `[*]` all, `[0]` an item, `.key` an entry; undefined if there is none. */
export function selectFrom(value: ParamValue, rest: readonly Segment[]): ParamValue | undefined {
  const [first, ...more] = rest
  if (first === undefined) return value
  if (more.length > 0 || typeof value === 'string') return undefined
  if (first.kind === 'all') return value
  if (Array.isArray(value)) return first.kind === 'index' ? value[first.index] : undefined
  return first.kind === 'name' && Object.hasOwn(value, first.name) ? value[first.name] : undefined
}

function wholeReference(text: string): Reference | undefined {
  const match = [...text.matchAll(pattern)][0]
  return match?.[0] === text ? parseReference(match[1] ?? '', true) : undefined
}

/** `inputs.params.x` is Tekton's old form of `params.x`, and still valid. */
function parseReference(written: string, whole = false): Reference {
  const text = written.startsWith('inputs.params') ? written.slice('inputs.'.length) : written
  const scope = /^[\w-]+/.exec(text)?.[0] ?? ''
  const segments = [...text.slice(scope.length).matchAll(segmentPattern)].map((match): Segment => {
    const [, dotted, all, index, double, single] = match
    if (all !== undefined) return { kind: 'all' }
    if (index !== undefined) return { kind: 'index', index: Number(index) }
    return { kind: 'name', name: dotted ?? double ?? single ?? '' }
  })
  return { text, scope, segments, ...(whole ? { whole } : {}) }
}

function ignore(): void {}
