import { anyError, failureRules, perhapsError } from './failure-rules.ts'

/** A line that announces another try, or the log line of a server's error response. */
const triesAgain =
  /\b(?:retry(?:ing)?|retries left|trying again|(?:attempt|try) #?\d+)\b|^\W*(?:still )?waiting (?:for|until)\b|再試行|リトライ|待機|(?:^|[\s"])(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) \/\S*.* [45]\d\d\b/i

/**
 * Removes errors that the step got over: lines that announce another try, if something without an error follows. A database that was not up yet did
 * not make the migration fail, nor did a response of the server under test.
 */
export function withoutOutlived(lines: readonly string[]): readonly string[] {
  const kept = [...lines]
  let tries: number[] = []
  for (const [index, text] of lines.entries()) {
    if (text.trim() === '') continue
    if (triesAgain.test(text)) {
      tries.push(index)
      continue
    }
    if (tries.length > 0 && !looksWrong(text)) for (const tried of tries) kept[tried] = ''
    tries = []
  }
  return kept
}

function looksWrong(text: string): boolean {
  return anyError.test(text) || perhapsError.test(text) || failureRules.some(({ pattern }) => pattern.test(text))
}
