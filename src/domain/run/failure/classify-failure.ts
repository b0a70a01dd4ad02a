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

/** What is known of a failed step: Tekton's words about it, and its output as people read it, without terminal sequences. */
export interface FailureEvidence {
  readonly exitCode?: number | undefined
  /** Reason of the step, and of its TaskRun or stage. */
  readonly reasons: readonly string[]
  /** Messages of TaskRun or stage. */
  readonly messages: readonly string[]
  readonly lines: readonly string[]
}

/** Why it failed. `line` counts from 0 in the output; absent where only the status tells. `what` is the file, host or name it is about. */
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

/** So many letters of a line are looked at: a file that was printed in one line says nothing behind them. */
const judged = 4000

/** Reasons that say for certain what happened, whatever the step printed before. */
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
 * Tells in one word why a step failed, and where its output says so first. What the status says for certain comes first, then the most
 * telling rule that any line fits, then what the exit code alone can say.
 */
export function classifyFailure({ exitCode, reasons, messages, lines: printed }: FailureEvidence): Diagnosis {
  const lines = printed.map((text) => text.slice(0, judged)).map((text) => (noEvidence.test(text) ? '' : text))
  const told = toldBy(reasons, messages)
  if (told !== undefined && certain.includes(told)) return { kind: told, ...lineOf(told, lines, firstError(lines)) }
  const left = withoutOutlived(lines)
  const found = byRule(left, messages)
  if (found !== undefined) return found
  // Where nothing else says why, what it had tried again and again does.
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

/** The most telling rule that a line or a message fits. Of what tests print, only what is said of a failed one counts. */
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

/** What linters print of one problem: ESLint, oxlint, and those that name file, line and rule. */
const finding = /^\s+\d+:\d+\s+error\s|^\s+[×x✖] \S|^\S+:\d+(?::\d+)?:? (?:error\b|[A-Z]+\d+\b)|^\[error\] \S/

/** Linters print how many problems there are behind them all: the first one says more. */
function firstFinding(kind: FailureKind, line: number, lines: readonly string[]): number {
  const first = kind === 'check-failed' ? lines.findIndex((text) => finding.test(text)) : -1
  return first >= 0 && first < line ? first : line
}

const around = 5

/** The lines around the first error, five on both sides, with the number of the first one (from 0). */
export function excerptOf(
  lines: readonly string[],
  line: number,
): { readonly from: number; readonly lines: readonly string[] } {
  const from = Math.max(0, line - around)
  return { from, lines: lines.slice(from, line + around + 1) }
}

/** The last lines that say something, for a failure that no line explains: what was going on when it ended. */
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
/** Signals that a program brings upon itself. */
const ownSignals = [4, 6, 7, 8, 11]

// 128 + signal. SIGKILL is mostly the kernel's memory killer, but not for certain: the engine says so where it knows.
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
  // What a step printed before it was stopped from outside is not the reason.
  return line >= 0 ? { line } : kind === 'out-of-memory' ? at(place) : {}
}

/** Below a line of source: the error that it caused comes after. */
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

/** Where no rule knows the error, its own words are the best that there is. */
function whatItSays(line: string | undefined): { what?: string } {
  const said = line?.replace(/^[\s!>*✗✖×│-]+/u, '').trim() ?? ''
  if (said === '') return {}
  return { what: said.length > longestSaying ? `${said.slice(0, longestSaying)}…` : said }
}

/** Of a summary of tests, the line that names one may come later. */
function whatIn({ kind, pattern }: FailureRule, [first = '', ...later]: readonly string[]): { what?: string } {
  const naming =
    kind === 'failing-test' ? [first, ...later].find((text) => whatOf(pattern, text).what !== undefined) : first
  return whatOf(pattern, naming ?? first)
}

function whatOf(pattern: RegExp, text: string): { what?: string } {
  const what = pattern.exec(text)?.groups?.['what']?.trim()
  return what === undefined || what === '' ? {} : { what }
}
