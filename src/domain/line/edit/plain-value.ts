import { isRecord } from '../../record.ts'
import type { Plain } from './write-yaml.ts'

/** A parsed value as plain data that can be written. */
export function plainOf(value: unknown): Plain | undefined {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || value === null)
    return value
  if (typeof value === 'bigint') return String(value)
  if (Array.isArray(value)) return value.flatMap((item) => plainOf(item) ?? [])
  if (!isRecord(value)) return undefined
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plainOf(item)]))
}
