import { z } from 'zod'

const rowSchema = z.object({ body: z.string() })

/** Parses the JSON in the column `body` of a row. */
export function bodyOf<S extends z.ZodType>(schema: S, row: unknown): z.output<S> {
  return schema.parse(JSON.parse(rowSchema.parse(row).body))
}

/** Like `bodyOf`, for a row that may be missing. */
export function foundIn<S extends z.ZodType>(schema: S, row: unknown): z.output<S> | undefined {
  return row === undefined ? undefined : bodyOf(schema, row)
}
