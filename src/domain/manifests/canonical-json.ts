import { isRecord } from '../record.ts'
import { sha256 } from './sha256.ts'

/** JSON with the keys of every object in order, so that equal data has equal text. Undefined values are left out. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    isRecord(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : inner,
  )
}

/** `sha256:<hex>` of data, whatever the order of its keys. */
export function dataDigest(value: unknown): string {
  return `sha256:${sha256(canonicalJson(value))}`
}
