import { createLineAnswerer, type LineQuestion } from './line-worker.ts'

// Reading, checking and laying out a large line takes longer than a frame, so it happens here.
const answer = createLineAnswerer()
addEventListener('message', (event: MessageEvent<LineQuestion>) => {
  postMessage(answer(event.data))
})
