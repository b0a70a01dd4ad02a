import type { Field } from './description.ts'
import type { Condition } from './field-facts.ts'
import { isReference } from '../qvs-config/adapter-options.ts'

/**
 * Whether a field applies, given the values of its map: it does not if a condition fails. Undefined if a condition depends on a reference, whose
 * value is not known here.
 */
export function applies(
  { when }: Field,
  fields: readonly Field[],
  values: Readonly<Record<string, unknown>>,
): boolean | undefined {
  if (when === undefined) return true
  const answers = [when, ...(when.and ?? [])].map((condition) => holds(condition, fields, values))
  if (answers.includes(false)) return false
  return answers.includes(undefined) ? undefined : true
}

function holds(
  { name, values: wanted }: Condition,
  fields: readonly Field[],
  values: Readonly<Record<string, unknown>>,
): boolean | undefined {
  const given = values[name] ?? fields.find((field) => field.name === name)?.default
  if (given === undefined) return false
  if (typeof given === 'string' && isReference(given)) return undefined
  return wanted === undefined || wanted.some((value) => value === given)
}

/** The fields a form shows: those that apply, may apply, or have a value anyway. */
export function fieldsShown(fields: readonly Field[], values: Readonly<Record<string, unknown>>): readonly Field[] {
  return fields.flatMap((field) => {
    const there = applies(field, fields, values)
    if (there === false && values[field.name] === undefined) return []
    return [there === true ? field : { ...field, required: false }]
  })
}
