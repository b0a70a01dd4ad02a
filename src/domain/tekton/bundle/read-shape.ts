import type { z } from 'zod'
import type { Finding, Place } from '#domain/problem.ts'
import { errorAt } from '../validate/finding.ts'
import type { WrittenObject } from './documents.ts'

interface Shape<T> {
  /** The object without its invalid fields; undefined if too little is left. */
  readonly data?: T
  readonly findings: readonly Finding[]
}

/** Removing a field may cause the next error, so this repeats: required fields are at most three levels deep. */
const rounds = 4

/** Parses an object as far as it is valid, so that its other errors can be reported together with those of its shape. */
export function readShape<T>(schema: z.ZodType<T>, value: unknown, object: WrittenObject): Shape<T> {
  let parsed = schema.safeParse(value)
  if (parsed.success) return { data: parsed.data, findings: [] }
  const findings = findingsOf(parsed.error, object)
  let rest = value
  for (let round = 0; round < rounds && !parsed.success; round += 1) {
    for (const issue of parsed.error.issues) rest = mended(rest, issue.path, issue)
    parsed = schema.safeParse(rest)
  }
  return parsed.success ? { data: parsed.data, findings } : { findings }
}

/** A value without the field that an issue names; required fields get a placeholder. */
function mended(value: unknown, [key, ...below]: readonly PropertyKey[], issue: z.core.$ZodIssue): unknown {
  if (key === undefined) return value === undefined ? standIn(issue) : undefined
  if (typeof value !== 'object' || value === null) return value
  const inner = mended(Reflect.get(value, key), below, issue)
  if (Array.isArray(value)) return value.with(Number(key), inner)
  return { ...value, [key]: inner }
}

function standIn(issue: z.core.$ZodIssue): unknown {
  if (issue.code !== 'invalid_type') return undefined
  const { expected } = issue
  return expected === 'string' ? '' : expected === 'array' ? [{}] : expected === 'object' ? {} : undefined
}

/** A schema's errors about an object, with their places in the file. */
function findingsOf(error: z.ZodError, object: WrittenObject): readonly Finding[] {
  return error.issues.map(({ path, message }) => {
    const at = path.reduce<string>(
      (text, key) =>
        typeof key === 'number' ? `${text}[${key}]` : text === '' ? String(key) : `${text}.${String(key)}`,
      '',
    )
    return misplaced(object, `${object.kind} "${object.name}": ${at}: ${message}`, object.place(at))
  })
}

export function misplaced({ name }: WrittenObject, message: string, place: Place): Finding {
  return { ...errorAt('', 'tekton-unsupported', message, { name }), place }
}
