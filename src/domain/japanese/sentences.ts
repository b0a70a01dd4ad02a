import { accessSentences } from './access.ts'
import { documentSentences } from './documents.ts'
import { repositorySentences } from './repositories.ts'
import { runSentences } from './runs.ts'

/** Sentences of problems in Japanese, by the English template that they are worded with (`say`). */
export const japanese: Readonly<Record<string, string>> = {
  ...accessSentences,
  ...documentSentences,
  ...repositorySentences,
  ...runSentences,
}
