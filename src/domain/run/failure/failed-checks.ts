import { failureRules } from './failure-rules.ts'

/** What a runner of tests prints of the check that failed: an error by its class, or the words of pytest, go test, Jest, TAP and Rust. */
const failedCheck =
  /^\s*\[?(?:\w+\.)*\w*(?:Error|Exception)\b|^E {2,}\S|^\s+Failure\/Error: |^\s+\S+_test\.go:\d+: |^\s*● \S.* › |^\s+error: \S|^thread '.+' panicked at|^panic: /

/** Where a runner begins to tell of each failed test; what stands before was printed while tests ran, by those that passed as well. */
const beginsDetails =
  /^✖ failing tests:|^\W+Failed Tests \d|^=+ FAILURES =+$|^Summary of all failing tests|^ +\d+ failing$/

const testRules = failureRules.filter(({ kind }) => kind === 'failing-test')

/**
 * The lines that say why tests failed, the first one first. Runners name what failed before or after they tell why, and most print a
 * summary. Empty where no test failed.
 */
export function failedChecks(lines: readonly string[]): readonly number[] {
  const named = lines.findIndex((text) => testRules.some(({ pattern }) => pattern.test(text)))
  if (named < 0) return []
  const from = Math.max(
    named,
    lines.findLastIndex((text) => beginsDetails.test(text)),
  )
  const checks = [...lines.keys()].filter((index) => failedCheck.test(lines[index] ?? ''))
  const after = checks.filter((index) => index >= from)
  return after.length > 0 ? after : checks
}

/** A message stands with its check or shortly behind: Jest names the test first. What was printed meanwhile comes behind a line of its own. */
const belongs = 5
const separator = /^[-=_⎯]{5,}/

export function isOfCheck(lines: readonly string[], checks: readonly number[], line: number): boolean {
  const check = checks.findLast((index) => index <= line)
  if (check === undefined || line > check + belongs) return false
  return !lines.slice(check, line).some((text) => separator.test(text))
}
