import { failureRules } from './failure-rules.ts'

/** How test runners print the check that failed: an error by its class, or the words of pytest, RSpec, PHPUnit, dotnet, go test, Jest, TAP and Rust. */
const failedCheck =
  /^\s*\[?(?:\w+\.)*\w*(?:Error|Exception)\b|^E {2,}\S|^\s+Failure\/Error: |^\d+\) [\w\\]+::\w+|^\s+Failed \S+ \[[<\d]|^\s+\S+_test\.go:\d+: |^\s*● \S.* › |^\s+error: \S|^thread '.+' panicked at|^panic: /

/** Where a runner begins its details about failed tests; earlier lines were printed while tests ran, also by those that passed. */
const beginsDetails =
  /^✖ failing tests:|^\W+Failed Tests \d|^=+ FAILURES =+$|^Summary of all failing tests|^ +\d+ failing$/

const testRules = failureRules.filter(({ kind }) => kind === 'failing-test')

/**
 * The lines that say why tests failed, in order. Runners name a failed test before or after its details, and most print a summary. Empty if no test
 * failed.
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

/** A message is in the line of its check or shortly after it: Jest names the test first. Other output of the test comes after a separator. */
const belongs = 5
const separator = /^[-=_⎯]{5,}/

export function isOfCheck(lines: readonly string[], checks: readonly number[], line: number): boolean {
  const check = checks.findLast((index) => index <= line)
  if (check === undefined || line > check + belongs) return false
  return !lines.slice(check, line).some((text) => separator.test(text))
}
