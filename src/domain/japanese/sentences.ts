import { accessSentences } from './access.ts'
import { documentSentences } from './documents.ts'
import { repositorySentences } from './repositories.ts'
import { runSentences } from './runs.ts'

/** Japanese sentences of problems, by the English template given to `say`. */
export const japanese: Readonly<Record<string, string>> = {
  ...accessSentences,
  ...documentSentences,
  ...repositorySentences,
  ...runSentences,
}
