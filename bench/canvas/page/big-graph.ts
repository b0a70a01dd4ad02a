import { bigLine } from '#domain/testing/big-line.ts'
import { layoutInputOf } from '#domain/line/layout/layout-input.ts'
import type { LayoutInput, LineLayout } from '#domain/line/layout/layout-model.ts'
import { layoutLine } from '#domain/line/layout/layout.ts'
import { parseLine } from '#domain/line/parse.ts'

const wanted = Number(new URLSearchParams(location.search).get('stages') ?? 2000)

/** The generated line of this page; the address sets its size. */
export const big = bigLine(wanted)

/** The product's layout of the cards, so that the peers draw the same picture. */
export function placed(): { readonly input: LayoutInput; readonly layout: LineLayout } {
  const { line } = parseLine(big.text)
  if (line === undefined) throw new Error('The made-up line cannot be read')
  const input = layoutInputOf(
    line,
    {
      environmentOf: (_, deployment) => deployment,
      deploys: (pipeline) => pipeline.endsWith('-deploy'),
      environments: big.world.environments.map((environment) => environment.name),
    },
    { trays: true, positions: {} },
  )
  return { input, layout: layoutLine(input) }
}

/** The centre of a fully visible card of a kind near the middle of the board. */
export function cardAt(kind: string): readonly [number, number] | undefined {
  for (const node of document.querySelectorAll('.react-flow__node-card')) {
    const { left, top, right, bottom } = node.getBoundingClientRect()
    const isInside = left > 300 && right < 1000 && top > 150 && bottom < 520
    if (isInside && node.textContent.includes(kind)) return [(left + right) / 2, (top + bottom) / 2]
  }
  return undefined
}
