import {
  anyError,
  failureRules,
  noEvidence,
  onlyWarning,
  perhapsError,
  type FailureKind,
  type FailureRule,
} from './failure-rules.ts'
import { failedChecks, isOfCheck } from './failed-checks.ts'
import { withoutOutlived } from './outlived.ts'

/** The evidence about a failed step: Tekton's reasons and messages, and its output without terminal sequences. */
export interface FailureEvidence {
  readonly exitCode?: number | undefined
  /** Reasons of the step, and of its TaskRun or stage. */
  readonly reasons: readonly string[]
  /** Messages of its TaskRun or stage. */
  readonly messages: readonly string[]
  readonly lines: readonly string[]
}

/** Why a step failed. `line` counts from 0 in the output; absent if only the status tells. `what` is the file, host or name that it is about. */
export interface Diagnosis {
  readonly kind: FailureKind
  readonly line?: number
  readonly what?: string
}

const byReason: Readonly<Record<string, FailureKind>> = {
  OOMKilled: 'out-of-memory',
  TaskRunTimeout: 'timed-out',
  PipelineRunTimeout: 'timed-out',
  TimeoutExceeded: 'timed-out',
  CustomRunTimedOut: 'timed-out',
  Lost: 'lost',
  TaskRunCancelled: 'cancelled',
  Cancelled: 'cancelled',
  CustomRunCancelled: 'cancelled',
  Rejected: 'rejected',
  LogWriteFailed: 'disk-full',
  StateWriteFailed: 'disk-full',
  TaskRunResultLargerThanAllowedLimit: 'result-too-large',
  TaskRunValidationFailed: 'wrong-result',
  CouldntGetPipelineResult: 'missing-result',
  TaskRunImagePullFailed: 'image',
  EngineRefused: 'refused-by-engine',
  PipelineValidationFailed: 'refused-by-engine',
  PipelineInvalidGraph: 'refused-by-engine',
  CannotPrepare: 'not-started',
  CannotCompile: 'unfit-values',
  CELEvaluationFailed: 'condition',
  CreateRunFailed: 'not-started',
  InvalidTaskResultReference: 'not-started',
}

/** Characters that are checked of each line; beyond them, it is a file printed in one line, which says nothing. */
const judged = 4000

/** Reasons that are certain, whatever the step printed before. */
const certain: readonly FailureKind[] = [
  'out-of-memory',
  'timed-out',
  'lost',
  'cancelled',
  'rejected',
  'not-answered',
  'disk-full',
  'result-too-large',
  'wrong-result',
  'missing-result',
  'secret-in-result',
  'image',
]

/**
 * Finds out why a step failed, and the first line of its output that says so. A certain reason in the status comes first, then the first of
 * `failureRules` that matches any line, then what the exit code alone tells.
 */
export function classifyFailure({ exitCode, reasons, messages, lines: printed }: FailureEvidence): Diagnosis {
  const lines = printed.map((text) => text.slice(0, judged)).map((text) => (noEvidence.test(text) ? '' : text))
  const told = toldBy(reasons, messages)
  if (told !== undefined && certain.includes(told)) return { kind: told, ...lineOf(told, lines, firstError(lines)) }
  const left = withoutOutlived(lines)
  const found = byRule(left, messages)
  if (found !== undefined) return found
  // If nothing else tells why, errors that the step got over do.
  const tried = firstError(left) < 0 ? byRule(lines, messages) : undefined
  if (tried !== undefined) return tried
  const place = firstError(left)
  if (told !== undefined) return { kind: told, ...at(place) }
  const kind = byExitCode(exitCode)
  const signal = signals[(exitCode ?? 0) - 128]
  if (signal !== undefined) return { kind, ...at(place), what: signal }
  return { kind, ...at(place), ...(kind === 'unknown' ? whatItSays(left[place]) : {}) }
}

function toldBy(reasons: readonly string[], messages: readonly string[]): FailureKind | undefined {
  const reason = reasons.map((known) => byReason[known]).find((kind) => kind !== undefined)
  if (reason === 'wrong-result' && messages.some(isOfSecret)) return 'secret-in-result'
  if (reason === 'rejected' && reasons.includes('CustomRunTimedOut')) return 'not-answered'
  return reason
}

/** Applies the most telling rule that matches a line or a message. Of the output of tests, only the parts about failed ones count. */
function byRule(lines: readonly string[], messages: readonly string[]): Diagnosis | undefined {
  const checks = failedChecks(lines)
  const cause = checks[0]
  for (const rule of failureRules) {
    const { kind, pattern } = rule
    const isOfTests = kind === 'failing-test'
    const line = lines.findIndex(
      (text, index) =>
        pattern.test(text) &&
        (isOfTests || cause === undefined || kind === 'out-of-memory' || isOfCheck(lines, checks, index)),
    )
    if (line >= 0) {
      const first = isOfTests ? (cause ?? line) : firstFinding(kind, line, lines)
      return { kind, line: first, ...whatIn(rule, lines.slice(line)) }
    }
    const said = messages.find((text) => pattern.test(text))
    if (said !== undefined) return { kind, ...at(firstError(lines)), ...whatOf(pattern, said) }
  }
  return undefined
}

/** A single problem as printed by linters: ESLint, oxlint, and those that print file, line and rule. */
const finding =
  /^\s+\d+:\d+\s+error\s|^\s+[×x✖] \S|^✖ {2,}(?!found \d)\S|^\S+:\d+(?::\d+)?:? (?:error\b|[A-Z]+\d+\b)|^\[error\] \S/

/** Linters print the number of problems last; the first problem says more. */
function firstFinding(kind: FailureKind, line: number, lines: readonly string[]): number {
  const first = kind === 'check-failed' ? lines.findIndex((text) => finding.test(text)) : -1
  return first >= 0 && first < line ? first : line
}

const around = 5

/** The first error with five lines before and after it, and the number of the first of these lines (from 0). */
export function excerptOf(
  lines: readonly string[],
  line: number,
): { readonly from: number; readonly lines: readonly string[] } {
  const from = Math.max(0, line - around)
  return { from, lines: lines.slice(from, line + around + 1) }
}

/** The last lines that are not blank, for a failure that no line explains: they show what was going on. */
export function lastLines(
  lines: readonly string[],
  count = 6,
): { readonly from: number; readonly lines: readonly string[] } {
  const end = lines.findLastIndex((text) => text.trim() !== '') + 1
  const from = Math.max(0, end - count)
  return { from, lines: lines.slice(from, end) }
}

const signals: Readonly<Record<number, string>> = {
  2: 'SIGINT',
  4: 'SIGILL',
  6: 'SIGABRT',
  7: 'SIGBUS',
  8: 'SIGFPE',
  9: 'SIGKILL',
  11: 'SIGSEGV',
  15: 'SIGTERM',
}
/** Signals that a program causes itself. */
const ownSignals = [4, 6, 7, 8, 11]

// 128 + signal. SIGKILL mostly comes from the kernel's out-of-memory killer, but not always: the engine says so if it knows.
function byExitCode(exitCode: number | undefined): FailureKind {
  if (exitCode === 127) return 'command-not-found'
  if (exitCode === 126) return 'permission'
  if (exitCode === 124) return 'timed-out'
  if (exitCode !== undefined && ownSignals.includes(exitCode - 128)) return 'exception'
  if (exitCode !== undefined && exitCode > 128 && exitCode < 160) return 'killed'
  return 'unknown'
}

function isOfSecret(message: string): boolean {
  return /^Result ".*" holds the value of secret /.test(message)
}

function lineOf(kind: FailureKind, lines: readonly string[], place: number): { line?: number } {
  const patterns = failureRules.filter((rule) => rule.kind === kind)
  const line = lines.findIndex((text) => patterns.some(({ pattern }) => pattern.test(text)))
  // Output before a step was stopped from outside is not the reason.
  return line >= 0 ? { line } : kind === 'out-of-memory' ? at(place) : {}
}

/** Marks a place in the source line above it; the error itself is printed later. */
const pointedAt = /^\s*\^[\^~]*\s*$/

function firstError(lines: readonly string[]): number {
  const counts = (text: string, index: number): boolean =>
    !noEvidence.test(text) && !onlyWarning.test(text) && !pointedAt.test(lines[index + 1] ?? '')
  const found = lines.findIndex((text, index) => anyError.test(text) && counts(text, index))
  return found >= 0 ? found : lines.findIndex((text, index) => perhapsError.test(text) && counts(text, index))
}

/** Whether any of the lines looks like an error. */
export function hasError(lines: readonly string[]): boolean {
  return firstError(lines) >= 0
}

function at(line: number): { line?: number } {
  return line < 0 ? {} : { line }
}

const longestSaying = 160

/** If no rule knows the error, quote it. */
function whatItSays(line: string | undefined): { what?: string } {
  const said = line?.replace(/^[\s!>*✗✖×│-]+/u, '').trim() ?? ''
  if (said === '') return {}
  return { what: said.length > longestSaying ? `${said.slice(0, longestSaying)}…` : said }
}

/** In a summary of tests, the name may only come in a later line. */
function whatIn({ kind, pattern }: FailureRule, [first = '', ...later]: readonly string[]): { what?: string } {
  const naming =
    kind === 'failing-test' ? [first, ...later].find((text) => whatOf(pattern, text).what !== undefined) : first
  return whatOf(pattern, naming ?? first)
}

function whatOf(pattern: RegExp, text: string): { what?: string } {
  const what = pattern.exec(text)?.groups?.['what']?.trim()
  return what === undefined || what === '' ? {} : { what }
}
