import { z } from 'zod'
import { parseJson } from '../../parse-json.ts'

const pointSchema = z.object({ x: z.number(), y: z.number() })
const groupSchema = z.object({ id: z.string(), title: z.string(), stages: z.array(z.string()) })

/**
 * Where people have put cards by hand, by stage name, and which stages they have grouped; a document of its own, so that moving or
 * grouping cards never changes the line.
 */
export const layoutDocumentSchema = z.object({
  version: z.literal(1),
  positions: z.record(z.string(), pointSchema),
  groups: z.array(groupSchema).optional(),
})
export type LayoutDocument = z.infer<typeof layoutDocumentSchema>
export type Positions = LayoutDocument['positions']
export type OwnGroup = z.infer<typeof groupSchema>

const nothing: LayoutDocument = { version: 1, positions: {} }

/** Reads the layout; what cannot be read counts as none, since the automatic layout stands in for it. */
export function parseLayout(text: string | undefined): LayoutDocument {
  return parseJson(text ?? '', layoutDocumentSchema) ?? nothing
}

/** Writes the layout, sorted by name and in whole pixels: the same places give the same text. */
export function printLayout({ positions, groups = [] }: Omit<LayoutDocument, 'version'>): string {
  const sorted = Object.entries(positions)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, { x, y }]): [string, { x: number; y: number }] => [name, { x: Math.round(x), y: Math.round(y) }])
  const document = {
    version: 1,
    positions: Object.fromEntries(sorted),
    ...(groups.length === 0 ? {} : { groups: groups.map(({ id, title, stages }) => ({ id, title, stages })) }),
  }
  return `${JSON.stringify(document, undefined, 2)}\n`
}
