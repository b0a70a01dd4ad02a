import { classifyFailure, type Diagnosis, excerptOf, type FailureEvidence, lastLines } from './classify-failure.ts'

/** Consecutive lines of a log. `from` is the number of the first one, from 0; absent while the lines before are still being counted. */
export interface LogPart {
  readonly from?: number | undefined
  readonly lines: readonly string[]
}

/** The lines around the first error, which is at index `error`; or the last lines, if none tells why. */
export interface Excerpt extends LogPart {
  readonly error?: number
}

/** `line` is the line's number in the whole log. */
export interface DiagnosedLog extends Diagnosis {
  readonly excerpt: Excerpt | undefined
}

/** Finds out why a step failed from parts of its log, in order of importance: the end of a log before its beginning. */
export function diagnoseLog(evidence: Omit<FailureEvidence, 'lines'>, parts: readonly LogPart[]): DiagnosedLog {
  const [first = { from: 0, lines: [] }, ...others] = parts
  const atFirst = inPart(evidence, first)
  if (saysWhy(atFirst)) return atFirst
  return others.map((part) => inPart(evidence, part)).find(saysWhy) ?? atFirst
}

function saysWhy({ excerpt }: DiagnosedLog): boolean {
  return excerpt?.error !== undefined
}

/** Diagnoses one part, with line numbers of the whole log. */
function inPart(evidence: Omit<FailureEvidence, 'lines'>, { from, lines }: LogPart): DiagnosedLog {
  const { line, ...diagnosis } = classifyFailure({ ...evidence, lines })
  const near = line === undefined ? lastLines(lines) : excerptOf(lines, line)
  const at = (index: number): number | undefined => (from === undefined ? undefined : from + index)
  return {
    ...diagnosis,
    ...(line === undefined || from === undefined ? {} : { line: from + line }),
    excerpt:
      near.lines.length === 0
        ? undefined
        : { from: at(near.from), lines: near.lines, ...(line === undefined ? {} : { error: line - near.from }) },
  }
}
