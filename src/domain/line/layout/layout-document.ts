import { z } from 'zod'
import { parseJson } from '../../parse-json.ts'

const pointSchema = z.object({ x: z.number(), y: z.number() })
const groupSchema = z.object({ id: z.string(), title: z.string(), stages: z.array(z.string()) })

/**
 * Positions that people chose for cards, by stage name, and groups of stages. A separate document, so that moving or grouping cards never changes the
 * line.
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

/** Parses the layout; an unreadable one counts as empty, since the automatic layout replaces it. */
export function parseLayout(text: string | undefined): LayoutDocument {
  return parseJson(text ?? '', layoutDocumentSchema) ?? nothing
}

/** Writes the layout sorted by name and in whole pixels, so that equal layouts give equal texts. */
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
