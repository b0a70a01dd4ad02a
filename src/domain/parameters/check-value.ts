import type { Field } from '../adapters/catalog/description.ts'
import { parseDuration } from '../tekton/duration.ts'

/** Why a text is no value of a field; `limit` is the bound, the pattern or the length that it breaks. */
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

/** Checks a text against what the adapter says about its parameter; undefined when nothing is wrong, or nothing is said. */
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

/** As the compiler takes it: `1e3` and `0x10` are refused there. */
function isInteger(text: string): boolean {
  return /^[+-]?\d+$/.test(text.trim()) && Number.isSafeInteger(Number(text))
}

/** The first bound of a field that a number breaks; undefined when it keeps to all of them. */
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
  // CUE counts characters, of which some are two units here.
  const length = [...text].length
  if (minLength !== undefined && length < minLength) return { code: 'too-short', limit: String(minLength) }
  if (maxLength !== undefined && length > maxLength) return { code: 'too-long', limit: String(maxLength) }
  return undefined
}

/** A list is one text with commas (Value Stream). */
function checkItems({ item }: Field, text: string): ValueFault | undefined {
  if (item === undefined || text === '') return undefined
  for (const part of text.split(',')) {
    const fault = checkValue(item, part.trim())
    if (fault !== undefined) return fault
  }
  return undefined
}

const expressions = new Map<string, RegExp | undefined>()

/** Patterns are Go's (RE2); what this language cannot read is left to the compiler. */
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
