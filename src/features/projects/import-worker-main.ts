import { answerImport, type ImportQuestion } from './import-reading.ts'

// A text of some megabytes takes seconds to read, so it happens here.
addEventListener('message', (event: MessageEvent<ImportQuestion>) => {
  postMessage(answerImport(event.data))
})
