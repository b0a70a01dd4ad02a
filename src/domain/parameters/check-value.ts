import type { Field } from '../adapters/catalog/description.ts'
import { parseDuration } from '../tekton/duration.ts'

/** Why a field refuses a text; `limit` is the bound, pattern or length that it breaks. */
export interface ValueFault {
  readonly code:
    | 'no-number'
    | 'no-integer'
    | 'too-small'
    | 'too-large'
    | 'not-above'
    | 'not-below'
    | 'no-choice'
    | 'no-match'
    | 'too-short'
    | 'too-long'
    | 'no-quantity'
    | 'no-duration'
    | 'no-boolean'
  readonly limit: string
}

const quantity = /^\d+(\.\d+)?(m|k|M|G|T|Ki|Mi|Gi|Ti)?$/

/** Checks a text against the adapter's declaration of its parameter; undefined if it is valid or the adapter declares nothing. */
export function checkValue(field: Field | undefined, text: string): ValueFault | undefined {
  if (field === undefined) return undefined
  if (field.enum !== undefined && !field.enum.map(String).includes(text))
    return { code: 'no-choice', limit: field.enum.map(String).join(', ') }
  switch (field.kind) {
    case 'int':
    case 'number':
      return checkNumber(field, text)
    case 'bool':
      return checkBoolean(text)
    case 'string':
      return checkText(field, text)
    case 'list':
      return checkItems(field, text)
    case 'map':
    case 'struct':
    case 'secret':
    case 'any':
      return undefined
  }
}

const boundFaults = { minimum: 'too-small', maximum: 'too-large', above: 'not-above', below: 'not-below' } as const

function checkNumber(field: Field, text: string): ValueFault | undefined {
  const value = text.trim() === '' ? Number.NaN : Number(text)
  if (!Number.isFinite(value)) return { code: 'no-number', limit: '' }
  if (field.kind === 'int' && !isInteger(text)) return { code: 'no-integer', limit: '' }
  const broken = brokenBound(field, value)
  return broken === undefined ? undefined : { code: boundFaults[broken.bound], limit: String(broken.limit) }
}

export interface BrokenBound {
  readonly bound: 'minimum' | 'maximum' | 'above' | 'below'
  readonly limit: number
}

/** Follows the compiler, which refuses `1e3` and `0x10`. */
function isInteger(text: string): boolean {
  return /^[+-]?\d+$/.test(text.trim()) && Number.isSafeInteger(Number(text))
}

/** Returns the first bound of a field that a number breaks; undefined if it breaks none. */
export function brokenBound({ minimum, maximum, above, below }: Field, value: number): BrokenBound | undefined {
  if (minimum !== undefined && value < minimum) return { bound: 'minimum', limit: minimum }
  if (maximum !== undefined && value > maximum) return { bound: 'maximum', limit: maximum }
  if (above !== undefined && value <= above) return { bound: 'above', limit: above }
  if (below !== undefined && value >= below) return { bound: 'below', limit: below }
  return undefined
}

function checkBoolean(text: string): ValueFault | undefined {
  return text === 'true' || text === 'false' ? undefined : { code: 'no-boolean', limit: '' }
}

function checkText({ format, pattern, minLength, maxLength }: Field, text: string): ValueFault | undefined {
  if (format === 'boolean') return checkBoolean(text)
  if (format === 'quantity' && !quantity.test(text)) return { code: 'no-quantity', limit: '' }
  if (format === 'duration' && parseDuration(text) === undefined) return { code: 'no-duration', limit: '' }
  const expression = expressionOf(pattern)
  if (expression !== undefined && !expression.test(text)) return { code: 'no-match', limit: pattern ?? '' }
  // CUE counts characters; `length` would count some of them twice.
  const length = [...text].length
  if (minLength !== undefined && length < minLength) return { code: 'too-short', limit: String(minLength) }
  if (maxLength !== undefined && length > maxLength) return { code: 'too-long', limit: String(maxLength) }
  return undefined
}

/** A list is one comma-separated text (Value Stream). */
function checkItems({ item }: Field, text: string): ValueFault | undefined {
  if (item === undefined || text === '') return undefined
  for (const part of text.split(',')) {
    const fault = checkValue(item, part.trim())
    if (fault !== undefined) return fault
  }
  return undefined
}

const expressions = new Map<string, RegExp | undefined>()

/** Patterns are Go's (RE2); those that JavaScript cannot read are left to the compiler. */
function expressionOf(pattern: string | undefined): RegExp | undefined {
  if (pattern === undefined) return undefined
  if (!expressions.has(pattern)) {
    try {
      expressions.set(pattern, new RegExp(pattern, 'u'))
    } catch {
      expressions.set(pattern, undefined)
    }
  }
  return expressions.get(pattern)
}
