import { levelOf, type LogLevel } from '#domain/logs/levels.ts'
import { type LogBlock, parseBlock, readLine, readPlain, readPlainBlock } from '#domain/logs/log-block.ts'
import { createSearch, type LogSearch, type Query } from '#domain/logs/log-search.ts'
import type { Problem } from '#domain/problem.ts'
import { ok, type Result } from '#domain/result.ts'
import type { LogKey } from '#domain/tekton/launch/log-key.ts'
import type { StepLogAddress } from '#domain/run/stage/step-logs.ts'
import type { LogStore } from '../../ports/logs.ts'
import { linearPattern } from './linear-pattern.ts'
import { readLogPieces, searchTools, textCodec } from './log-blocks.ts'

/** Where a search of one log continues: at a line that begins at a byte. */
export interface LogPosition {
  readonly from: number
  readonly line: number
}

export interface LogHit {
  readonly line: number
  readonly time: string
  readonly text: string
}

/** A search, and how much it reads at a time, which is how long others wait. */
export interface PacedSearch {
  readonly search: LogSearch
  readonly bytes: number
}

const fast = 1024 * 1024
const slow = 128 * 1024
/**
 * Pieces per answer: searching a gigabyte is many short requests, so that others get a turn, and it stops when the
 * client does.
 */
const piecesPerAnswer = 32
const hitsPerAnswer = 20_000
/** Hits per log that a search of a whole run shows. */
const shownPerLog = 100
const longestText = 300

/** A query as a search over blocks; an empty text finds nothing. */
export function querySearch(query: Query): Result<PacedSearch, Problem> {
  if (!query.regexp) return ok({ search: createSearch(query, searchTools) ?? findNothing, bytes: fast })
  const counts = linearPattern(query)
  return counts.ok ? ok({ search: createSearch(query, searchTools, counts.value) ?? findNothing, bytes: slow }) : counts
}

function findNothing(): void {
  // An empty text has no hits.
}

/** Finds lines that carry one of these levels. */
export function levelSearch(levels: readonly LogLevel[]): PacedSearch {
  const wanted: ReadonlySet<LogLevel | undefined> = new Set(levels)
  function search(...[block, found]: Parameters<LogSearch>): void {
    for (const [line, text] of readPlainBlock(block, textCodec).split('\n').entries())
      if (line < block.lineCount && wanted.has(levelOf(text))) found(line)
  }
  return { search, bytes: fast }
}

/** Hits from a position on, as far as one answer reads. */
export async function searchLog(
  logs: LogStore,
  key: LogKey,
  { search, bytes: readBytes }: PacedSearch,
  start: LogPosition,
  complete: boolean,
): Promise<{ readonly lines: readonly number[]; readonly position: LogPosition; readonly end: boolean }> {
  const lines: number[] = []
  let position = start
  for await (const { from, bytes } of readLogPieces(logs, key, start.from, complete, readBytes)) {
    if (from - start.from >= piecesPerAnswer * readBytes || lines.length >= hitsPerAnswer)
      return { lines, position, end: false }
    const block = parseBlock(bytes, textCodec)
    const { line: first } = position
    search(block, (line) => lines.push(first + line))
    position = { from: from + bytes.length, line: first + block.lineCount }
  }
  return { lines, position, end: true }
}

/** Where a search of all logs of a run continues. */
export interface RunPosition extends LogPosition {
  /** The index of the log. */
  readonly log: number
}

export interface FoundInLog {
  readonly log: StepLogAddress
  readonly count: number
  readonly hits: readonly LogHit[]
}

/** Searches several logs one after the other, and answers the lines of the first hits. */
export async function searchLogs(
  logs: LogStore,
  project: string,
  addresses: readonly StepLogAddress[],
  { search, bytes: readBytes }: PacedSearch,
  start: RunPosition,
): Promise<{ readonly steps: readonly FoundInLog[]; readonly position: RunPosition; readonly end: boolean }> {
  const steps: FoundInLog[] = []
  let position = start
  let left = piecesPerAnswer * readBytes
  for (const [at, address] of addresses.entries()) {
    if (at < start.log) continue
    let count = 0
    const hits: LogHit[] = []
    const foundHere = (): FoundInLog[] => (count === 0 ? [] : [{ log: address, count, hits }])
    if (position.log !== at) position = { log: at, from: 0, line: 0 }
    for await (const { bytes } of readLogPieces(
      logs,
      { namespace: project, ...address },
      position.from,
      true,
      readBytes,
    )) {
      if (left <= 0) return { steps: [...steps, ...foundHere()], position, end: false }
      const block = parseBlock(bytes, textCodec)
      const { line: first, from } = position
      search(block, (line) => {
        count += 1
        if (hits.length < shownPerLog && hits.at(-1)?.line !== first + line) hits.push(hitOf(block, line, first))
      })
      position = { log: at, from: from + bytes.length, line: first + block.lineCount }
      left -= bytes.length
    }
    steps.push(...foundHere())
  }
  return { steps, position: { log: addresses.length, from: 0, line: 0 }, end: true }
}

function hitOf(block: LogBlock, line: number, first: number): LogHit {
  const { time } = readLine(block, line, textCodec)
  return { line: first + line, time, text: readPlain(block, line, textCodec).slice(0, longestText) }
}
