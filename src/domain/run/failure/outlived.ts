import { anyError, failureRules, perhapsError } from './failure-rules.ts'

/** A line that says of itself that the same will be tried once more, or that a server has answered somebody. */
const triesAgain =
  /\b(?:retry(?:ing)?|retries left|trying again|(?:attempt|try) #?\d+)\b|^\W*(?:still )?waiting (?:for|until)\b|再試行|リトライ|待機|(?:^|[\s"])(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) \/\S*.* [45]\d\d\b/i

/**
 * Output without the errors that the step has got over: lines that announce another try, where it then went on with something that is
 * no error. A database that was not up yet is not why the migration failed, nor is an answer of the server that is being tested.
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
