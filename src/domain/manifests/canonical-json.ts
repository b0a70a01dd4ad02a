import { isRecord } from '../record.ts'
import { sha256 } from './sha256.ts'

/** JSON with sorted object keys, so that equal data gives equal text. Undefined values are left out. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    isRecord(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : inner,
  )
}

/** The digest of data as `sha256:<hex>`, independent of key order. */
export function dataDigest(value: unknown): string {
  return `sha256:${sha256(canonicalJson(value))}`
}
