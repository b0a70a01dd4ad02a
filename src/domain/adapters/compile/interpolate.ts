import type { QvsParamType } from '../qvs-config/qvs-param-type.ts'

const reference = /\$\(params\.([A-Za-z_][\w.-]*?)(\[\*\])?\)/g
const whole = /^\$\(params\.([A-Za-z_][\w.-]*?)(\[\*\])?\)$/

/** A declared parameter: text to convert by its type, or a reference to a secret. */
export type ParamValue =
  | { readonly type: Exclude<QvsParamType, 'secret'>; readonly text: string }
  | { readonly type: 'secret'; readonly secret: { readonly key: string; readonly version?: string } }

/** Why a value could not be filled in: `missing` has no value, `not-int` and the like do not fit the type, `not-text` cannot be part of a text. */
export interface InterpolationIssue {
  readonly kind: 'missing' | 'not-int' | 'not-bool' | 'not-float' | 'not-json' | 'not-text'
  readonly name: string
}

/** A `$(params.x)` in a value: it is the whole text at a path, spread into the list at that path, or part of a text there. */
export interface ParamReference {
  readonly name: string
  readonly path: readonly string[]
  readonly isPart: boolean
}

/** Returns all `$(params.x)` in a value, in order of appearance. */
export function paramReferences(value: unknown, path: readonly string[] = []): readonly ParamReference[] {
  if (typeof value === 'string') {
    const isPart = !whole.test(value)
    return [...value.matchAll(reference)].map(([, name = '', spread]) => ({
      name,
      path: isPart || spread === undefined ? path : path.slice(0, -1),
      isPart,
    }))
  }
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([step, inner]) => paramReferences(inner, [...path, step]))
}

/** Returns the names of all `$(params.x)` in a value, in order of appearance. */
export function referencesIn(value: unknown): string[] {
  return paramReferences(value).map(({ name }) => name)
}

/** Whether a value contains no `$(params.x)`. */
export function isLiteral(value: unknown): boolean {
  return referencesIn(value).length === 0
}

/**
 * Fills parameter values into a value of `designPatterns[].params` (Value Stream): a whole scalar gets the declared type, parts of a text are
 * concatenated, `[*]` spreads a list. Any other `$(` stays as it is. Issues list everything that failed.
 */
export function interpolate(
  value: unknown,
  params: ReadonlyMap<string, ParamValue>,
): { readonly value: unknown; readonly issues: readonly InterpolationIssue[] } {
  const issues: InterpolationIssue[] = []

  function convert(name: string): unknown {
    const param = params.get(name)
    if (param === undefined) {
      issues.push({ kind: 'missing', name })
      return undefined
    }
    const converted = convertParam(param)
    if ('issue' in converted) {
      issues.push({ kind: converted.issue, name })
      return undefined
    }
    return converted.value
  }

  function textOf(name: string): string {
    const param = params.get(name)
    if (param === undefined) issues.push({ kind: 'missing', name })
    else if (param.type === 'secret') issues.push({ kind: 'not-text', name })
    else return param.text
    return ''
  }

  function walk(item: unknown): unknown {
    if (typeof item === 'string') {
      const only = whole.exec(item)
      if (only !== null) return convert(only[1] ?? '')
      return item.replace(reference, (_, name: string) => textOf(name))
    }
    if (Array.isArray(item)) return item.flatMap((element: unknown) => spread(element) ?? [walk(element)])
    if (typeof item === 'object' && item !== null) {
      return Object.fromEntries(Object.entries(item).map(([key, inner]) => [key, walk(inner)]))
    }
    return item
  }

  function spread(element: unknown): unknown[] | undefined {
    const only = typeof element === 'string' ? whole.exec(element) : null
    if (only?.[2] === undefined) return undefined
    const param = params.get(only[1] ?? '')
    if (param === undefined) return [convert(only[1] ?? '')]
    return param.type === 'secret' ? [param.secret] : splitList(param.text)
  }

  return { value: walk(value), issues }
}

/** Splits a list in text form at commas and trims its elements; an empty text is an empty list. */
export function splitList(text: string): string[] {
  return text.trim() === '' ? [] : text.split(',').map((part) => part.trim())
}

function convertParam(param: ParamValue): { readonly value: unknown } | { readonly issue: InterpolationIssue['kind'] } {
  switch (param.type) {
    case 'secret':
      return { value: param.secret }
    case 'string':
      return { value: param.text }
    case 'array':
      return { value: splitList(param.text) }
    case 'int': {
      const number = Number(param.text.trim())
      return /^[+-]?\d+$/.test(param.text.trim()) && Number.isSafeInteger(number)
        ? { value: number }
        : { issue: 'not-int' }
    }
    case 'float': {
      const number = Number(param.text)
      return param.text.trim() !== '' && Number.isFinite(number) ? { value: number } : { issue: 'not-float' }
    }
    case 'bool':
      return param.text === 'true' || param.text === 'false' ? { value: param.text === 'true' } : { issue: 'not-bool' }
    case 'object':
      try {
        return { value: JSON.parse(param.text) }
      } catch {
        return { issue: 'not-json' }
      }
  }
}
