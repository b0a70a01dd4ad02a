import { resourceText } from './documents.ts'
import { applySteps } from './line/edit/splice.ts'
import type { Plain } from './line/edit/write-yaml.ts'
import { isRecord } from './record.ts'
import { ok, type Result } from './result.ts'

/** New values of a resource's fields by name. */
export type ResourceFields = Readonly<Record<string, Plain>>

/** Writes fields of a resource. JSON keeps its other fields in order, YAML is changed by splices, and an empty text becomes a new document. */
export function editResource(text: string, fields: ResourceFields): Result<string> {
  const json = jsonObject(text)
  if (json !== undefined) return ok(resourceText({ ...json, ...fields }))
  return applySteps(
    text,
    Object.entries(fields).map(([name, value]) => ({ op: 'set', path: [name], value }) as const),
  )
}

function jsonObject(text: string): object | undefined {
  if (text.trim() === '') return {}
  try {
    const value: unknown = JSON.parse(text)
    return isRecord(value) ? value : undefined
  } catch {
    return undefined
  }
}
