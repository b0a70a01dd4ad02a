import { classifyFailure, type Diagnosis, excerptOf, type FailureEvidence, lastLines } from './classify-failure.ts'

/** Lines of a log that stand together; `from` is the number of the first one, from 0. */
export interface LogPart {
  readonly from: number
  readonly lines: readonly string[]
}

export interface DiagnosedLog extends Diagnosis {
  /** Lines around the first error, or the last ones where none says why. */
  readonly excerpt: LogPart | undefined
}

/** Why a step failed, from the parts of its log that were read, the most telling one first: the end of a log before its beginning. */
export function diagnoseLog(evidence: Omit<FailureEvidence, 'lines'>, parts: readonly LogPart[]): DiagnosedLog {
  const [first = { from: 0, lines: [] }, ...others] = parts
  const atFirst = inPart(evidence, first)
  if (atFirst.line !== undefined) return atFirst
  return others.map((part) => inPart(evidence, part)).find(({ line }) => line !== undefined) ?? atFirst
}

/** The same with the numbers that lines have in the whole log. */
function inPart(evidence: Omit<FailureEvidence, 'lines'>, { from, lines }: LogPart): DiagnosedLog {
  const { line, ...diagnosis } = classifyFailure({ ...evidence, lines })
  const near = line === undefined ? lastLines(lines) : excerptOf(lines, line)
  return {
    ...diagnosis,
    ...(line === undefined ? {} : { line: from + line }),
    excerpt: near.lines.length === 0 ? undefined : { from: from + near.from, lines: near.lines },
  }
}
