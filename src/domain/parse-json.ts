import type { z } from 'zod'

/** What a JSON text says, read by a schema; undefined where the text is no JSON, or says something else. */
export function parseJson<T>(text: string, schema: z.ZodType<T>): T | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}
