import { z } from 'zod'

const pointSchema = z.object({ x: z.number(), y: z.number() })

/** Where people have put cards by hand, by stage name; a document of its own, so that moving a card never changes the line. */
export const layoutDocumentSchema = z.object({ version: z.literal(1), positions: z.record(z.string(), pointSchema) })
export type LayoutDocument = z.infer<typeof layoutDocumentSchema>
export type Positions = LayoutDocument['positions']

/** Reads positions; what cannot be read counts as none, since the automatic layout stands in for it. */
export function parseLayout(text: string | undefined): Positions {
  try {
    return layoutDocumentSchema.safeParse(JSON.parse(text ?? '')).data?.positions ?? {}
  } catch {
    return {}
  }
}

/** Writes positions, sorted by name and in whole pixels: the same places give the same text. */
export function printLayout(positions: Positions): string {
  const sorted = Object.entries(positions)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, { x, y }]): [string, { x: number; y: number }] => [name, { x: Math.round(x), y: Math.round(y) }])
  return `${JSON.stringify({ version: 1, positions: Object.fromEntries(sorted) }, undefined, 2)}\n`
}
