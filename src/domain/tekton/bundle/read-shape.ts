import type { z } from 'zod'
import type { Finding, Place } from '#domain/problem.ts'
import { errorAt } from '../validate/finding.ts'
import type { WrittenObject } from './documents.ts'

interface Shape<T> {
  /** As if the fields that have a wrong shape were not there; undefined where nothing is left to read on. */
  readonly data?: T
  readonly findings: readonly Finding[]
}

/** Leaving out one field may be the next thing that is wrong: three levels of that are as deep as fields lie that have to be there. */
const rounds = 4

/** Reads an object as far as its shape is right, so that what else is wrong with it can be told together with that. */
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

/** A value without the field that an issue names; what has to be there is stood in for. */
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

/** What a schema says about an object, with its places in the file. */
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
