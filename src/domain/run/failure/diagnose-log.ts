import { classifyFailure, type Diagnosis, excerptOf, type FailureEvidence, lastLines } from './classify-failure.ts'

/** Lines of a log that stand together; `from` is the number of the first one, from 0, and absent while those before are still being counted. */
export interface LogPart {
  readonly from?: number | undefined
  readonly lines: readonly string[]
}

/** Lines around the first error, which stands at `error` among them, or the last ones where none says why. */
export interface Excerpt extends LogPart {
  readonly error?: number
}

/** `line` as it is in the whole log. */
export interface DiagnosedLog extends Diagnosis {
  readonly excerpt: Excerpt | undefined
}

/** Why a step failed, from the parts of its log that were read, the most telling one first: the end of a log before its beginning. */
export function diagnoseLog(evidence: Omit<FailureEvidence, 'lines'>, parts: readonly LogPart[]): DiagnosedLog {
  const [first = { from: 0, lines: [] }, ...others] = parts
  const atFirst = inPart(evidence, first)
  if (saysWhy(atFirst)) return atFirst
  return others.map((part) => inPart(evidence, part)).find(saysWhy) ?? atFirst
}

function saysWhy({ excerpt }: DiagnosedLog): boolean {
  return excerpt?.error !== undefined
}

/** The same with the numbers that lines have in the whole log. */
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
