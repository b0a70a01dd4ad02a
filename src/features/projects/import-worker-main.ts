import { answerImport, type ImportQuestion } from './import-reading.ts'

// Runs as a worker: reading some megabytes of text takes seconds.
addEventListener('message', (event: MessageEvent<ImportQuestion>) => {
  postMessage(answerImport(event.data))
})
