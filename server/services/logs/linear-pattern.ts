import { RE2JS } from 're2js'
import { behindCharacter, type CountHits, patternOf, type Query, wordPart } from '#domain/logs/log-search.ts'
import { problem, type Problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import { err, ok, type Result } from '#domain/result.ts'

/** White space as in JavaScript; RE2 only knows ASCII's. */
const spaces = '\\s\\v\\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}\\x{feff}'

/**
 * Counts matches in time linear in the text, whatever the pattern: a backtracking engine could block the server for
 * everybody. Lookarounds and back-references are therefore `unsupported`.
 */
export function linearPattern(query: Query): Result<CountHits, Problem> {
  if (patternOf(query)?.unicode !== true)
    return err(
      problem('invalid-request', say`The pattern is not a regular expression with Unicode rules`, {
        fix: say`Escape what stands for itself, and nothing else`,
      }),
    )
  const translated = RE2JS.translateRegExp(withSpaces(query.words))
  const source = query.wholeWord ? `(?:^|[^${wordPart}])(${translated})(?:$|[^${wordPart}])` : `(${translated})`
  try {
    const pattern = RE2JS.compile(source, query.matchCase ? 0 : RE2JS.CASE_INSENSITIVE)
    return ok((text) => countHits(pattern, text))
  } catch {
    return err(
      problem(
        'unsupported',
        say`A pattern with lookarounds, back-references or thousands of repetitions is not searched for on the server`,
        { fix: say`Leave them out` },
      ),
    )
  }
}

function countHits(pattern: RE2JS, text: string): number {
  const matcher = pattern.matcher(text)
  let hits = 0
  for (let at = 0; at <= text.length && matcher.find(at);) {
    const [start, end] = [matcher.start(1), matcher.end(1)]
    if (end > start) hits += 1
    // The end of a match may begin the next one; after an empty match, skip a character.
    at = end > Math.max(at, start) ? end : behindCharacter(text, Math.max(at, end))
  }
  return hits
}

/** The pattern with `\s` and `\S` written out. */
function withSpaces(source: string): string {
  let inClass = false
  return source.replace(/\\.|[[\]]/gsu, (part) => {
    if (part === '[' || part === ']') inClass = part === '['
    if (part === '\\s') return inClass ? spaces : `[${spaces}]`
    return part === '\\S' && !inClass ? `[^${spaces}]` : part
  })
}
