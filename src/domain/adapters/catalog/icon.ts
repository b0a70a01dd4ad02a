import { z } from 'zod'

const tags = ['path', 'circle', 'ellipse', 'line', 'polyline', 'polygon', 'rect'] as const

/** An icon as data: outlines on a 24 by 24 grid, drawn in the text colour. A module's markup never reaches a page. */
export const iconSchema = z.array(z.object({ tag: z.enum(tags), attributes: z.record(z.string(), z.string()) }))
export type Icon = z.infer<typeof iconSchema>

const element = /<([a-z]+)((?:\s+[\w-]+="[^"<>]*")*)\s*\/?>/g
const attribute = /([\w-]+)="([^"]*)"/g
const geometry = /^(?:d|points|cx|cy|r|rx|ry|x|y|x1|y1|x2|y2|width|height)$/
const coordinates = /^[\dA-Za-z\s.,+-]{1,2000}$/

/** Reads the outlines of a 24 by 24 px SVG and ignores everything else; undefined if it has none or another size. */
export function readIcon(svg: string): Icon | undefined {
  if (!/<svg[^>]*\sviewBox="0 0 24 24"/.test(svg) || svg.length > 10_000) return undefined
  const shapes = [...svg.matchAll(element)].flatMap(([, name = '', text = '']) => {
    const tag = tags.find((known) => known === name)
    if (tag === undefined) return []
    const attributes = [...text.matchAll(attribute)].flatMap(([, key = '', value = '']) =>
      geometry.test(key) && coordinates.test(value) ? [[key, value] as const] : [],
    )
    return [{ tag, attributes: Object.fromEntries(attributes) }]
  })
  return shapes.length === 0 ? undefined : shapes
}
