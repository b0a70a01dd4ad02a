import { type FailureQuestion, readFailure } from './failure-reading.ts'

// Runs as a worker: dozens of patterns over megabytes of lines take most of a second.
addEventListener('message', (event: MessageEvent<FailureQuestion>) => {
  postMessage(readFailure(event.data))
})
