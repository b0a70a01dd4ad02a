import { createLineAnswerer, type LineQuestion } from './line-worker.ts'

// Runs as a worker: for a large line this takes longer than a frame.
const answer = createLineAnswerer()
addEventListener('message', (event: MessageEvent<LineQuestion>) => {
  postMessage(answer(event.data))
})
