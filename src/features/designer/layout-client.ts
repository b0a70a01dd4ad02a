import type { LayoutInput, LineLayout } from '#domain/line/layout/layout-model.ts'
import { layoutLine } from '#domain/line/layout/layout.ts'
import type { LayoutAnswer, LayoutQuestion } from './layout-worker.ts'

/** As much of a Worker as laying out needs. */
interface LayoutPort {
  readonly postMessage: (question: LayoutQuestion) => void
  readonly addEventListener: (type: 'message', hear: (event: { readonly data: LayoutAnswer }) => void) => void
}

/** Asks for the layout of a line. Only the newest question is answered: one that was overtaken is never heard of again. */
type AskLayout = (input: LayoutInput, hear: (layout: LineLayout) => void) => void

/** Asks the worker one question at a time, so that a burst of edits costs two layouts and not one each. */
export function createLayoutClient(worker: LayoutPort): AskLayout {
  let counter = 0
  let asked: { readonly id: number; readonly hear: (layout: LineLayout) => void } | undefined
  let next: (() => void) | undefined
  let isBusy = false
  worker.addEventListener('message', ({ data: { id, layout } }) => {
    isBusy = false
    if (next !== undefined) next()
    else if (asked?.id === id) asked.hear(layout)
  })
  return (input, hear) => {
    counter += 1
    const id = counter
    function send(): void {
      next = undefined
      isBusy = true
      worker.postMessage({ id, input })
    }
    asked = { id, hear }
    if (isBusy) next = send
    else send()
  }
}

let warm: AskLayout | undefined

/** The layout worker of this page, started at the first question and kept; where there are no workers, the function itself. */
export function askLayout(input: LayoutInput, hear: (layout: LineLayout) => void): void {
  warm ??=
    typeof Worker === 'undefined'
      ? (asked, answer) => answer(layoutLine(asked))
      : createLayoutClient(
          new Worker(new URL('./layout-worker.ts', import.meta.url), { type: 'module', name: 'layout' }),
        )
  warm(input, hear)
}
