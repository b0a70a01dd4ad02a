import { plainLines } from '../stage/plain-lines.ts'
import { hasError } from '#domain/run/failure/classify-failure.ts'
import { type DiagnosedLog, diagnoseLog } from '#domain/run/failure/diagnose-log.ts'

/** A part of a log. `from` is the number of its first line, absent while earlier lines are being counted. */
export interface RawPart {
  readonly from?: number | undefined
  readonly bytes: Uint8Array
}

/** What is known of a failed step apart from its log. */
export type StatusEvidence = Parameters<typeof diagnoseLog>[0]

export interface FailureQuestion {
  readonly id: number
  readonly parts: readonly RawPart[]
  /** Absent if the question is only whether anything looks like an error. */
  readonly evidence: StatusEvidence | undefined
}

export interface FailureAnswer {
  readonly id: number
  readonly hasError: boolean
  readonly log: DiagnosedLog | undefined
}

/** Searches parts of a failed step's log for its error; the most telling part comes first. */
export function readFailure({ id, parts, evidence }: FailureQuestion): FailureAnswer {
  const read = parts.map(({ from, bytes }) => ({ from, lines: plainLines(bytes) }))
  return {
    id,
    hasError: read.some(({ lines }) => hasError(lines)),
    log: evidence === undefined ? undefined : diagnoseLog(evidence, read),
  }
}
