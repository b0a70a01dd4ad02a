import type { z } from 'zod'
import type { Finding } from '#domain/problem.ts'
import { findingsOf } from './bundle.ts'
import type { WrittenObject } from './documents.ts'

interface Shape<T> {
  /** Without the fields that have a wrong shape; undefined where nothing is left to read on. */
  readonly data?: T
  readonly findings: readonly Finding[]
}

/** Reads an object as far as its shape is right, so that what else is wrong with it can be told together with that. */
export function readShape<T>(schema: z.ZodType<T>, value: unknown, object: WrittenObject): Shape<T> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return { data: parsed.data, findings: [] }
  const findings = findingsOf(parsed.error, object)
  let rest = value
  for (const { path } of parsed.error.issues) {
    const left = without(rest, path)
    if (left === undefined) return { findings }
    rest = left
  }
  const again = schema.safeParse(rest)
  return again.success ? { data: again.data, findings } : { findings }
}

/** A value without one of its fields; undefined where there is none, or where it is an item of a list, whose others would be called otherwise. */
function without(value: unknown, [key, ...rest]: readonly PropertyKey[]): unknown {
  if (typeof value !== 'object' || value === null || key === undefined || !(key in value)) return undefined
  const inner: unknown = rest.length === 0 ? undefined : without(Reflect.get(value, key), rest)
  if (rest.length > 0 && inner === undefined) return undefined
  if (Array.isArray(value)) return inner === undefined ? undefined : value.with(Number(key), inner)
  const others = Object.entries(value).filter(([name]) => name !== key)
  return Object.fromEntries(inner === undefined ? others : [...others, [key, inner]])
}
