import { type FailureQuestion, readFailure } from './failure-reading.ts'

// Megabytes of lines are looked through by dozens of patterns, which takes most of a second: the page goes on meanwhile.
addEventListener('message', (event: MessageEvent<FailureQuestion>) => {
  postMessage(readFailure(event.data))
})
