import type { z } from 'zod'

/** Parses a JSON text and checks it with a schema; undefined if either fails. */
export function parseJson<T>(text: string, schema: z.ZodType<T>): T | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}
