import type { LayoutInput, LineLayout } from '#domain/line/layout/layout-model.ts'
import { layoutLine } from '#domain/line/layout/layout.ts'

/** What the page asks; `id` grows with every question. */
export interface LayoutQuestion {
  readonly id: number
  readonly input: LayoutInput
}

export interface LayoutAnswer {
  readonly id: number
  readonly layout: LineLayout
}

// Laying out a large line takes longer than a frame, so it happens here (design 4.10).
addEventListener('message', (event: MessageEvent<LayoutQuestion>) => {
  const { id, input } = event.data
  const answer: LayoutAnswer = { id, layout: layoutLine(input) }
  postMessage(answer)
})
