import { searchLog } from '#contract/logs.ts'
import { queryOptions } from '@tanstack/react-query'
import { readStepLog, readStepLogIndex, readStepLogPart, type StepLogParams } from '#client/live/logs.ts'
import type { Platform } from '#client/platform.ts'
import { plainLines } from './plain-lines.ts'
import type { LogIndex } from '#domain/logs/log-index.ts'
import { hasErrorAside } from '../failure/ask-failure.ts'
import type { RawPart } from '../failure/failure-reading.ts'

/** Bytes to read of a longer log: the beginning for comparing, the end for finding an error. */
const longest = 4_000_000
/** Bytes to read at the beginning if the end has no error. */
const atBeginning = 1_000_000

const lineEnd = 0x0a

type Step = { readonly taskRun: string; readonly retry: string; readonly step: string } | undefined

/** The part to read of a log that is too long to be read as a whole. */
export type LogPart = 'beginning' | 'end'

/** The lines of a step's log, loaded once; of a longer log, one part. */
export function stepLogOptions(platform: Platform, project: string, step: Step, part: LogPart) {
  const log = addressOf(project, step)
  return queryOptions({
    queryKey: [project, 'step-log', log, part],
    queryFn: async ({ signal }) => {
      const { size } = await readStepLogIndex(platform, log, longest, signal)
      const isCut = size > longest
      const bytes =
        isCut && part === 'end'
          ? (await uncountedEnd(platform, log, size)).bytes
          : await readStepLog(platform, log, longest, signal)
      return { lines: plainLines(bytes), isCut }
    },
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/**
 * The parts of a failed step's log to search for its error, the most telling one first. The end of a huge log is used
 * while its lines are still being counted.
 */
export function failureLogOptions(platform: Platform, project: string, step: Step) {
  const log = addressOf(project, step)
  return queryOptions({
    queryKey: [project, 'failure-log', log],
    queryFn: async ({ signal, client, queryKey }): Promise<RawPart[]> => {
      let answer = await readStepLogIndex(platform, log, longest, signal)
      if (answer.more) client.setQueryData<RawPart[]>(queryKey, [await uncountedEnd(platform, log, answer.size)])
      while (answer.more) answer = await readStepLogIndex(platform, log, longest, signal)
      const { index } = answer
      if (index === undefined) return [{ from: 0, bytes: await readStepLog(platform, log, longest, signal) }]
      const part = (first: LogBlock | undefined, to: number) => partOf(platform, log, first, to)
      const end = index.blocks.find(({ from }) => from >= index.size - longest) ?? index.blocks.at(-1)
      const parts = [await part(end, index.size), await part(index.blocks[0], atBeginning)]
      if (await hasErrorAside(parts)) return parts
      const line = await firstErrorLine(platform, log, signal)
      const before = index.blocks.findLastIndex((block) => line !== undefined && block.line <= line)
      if (before < 0) return parts
      return [...parts, await part(index.blocks[before], index.blocks[before + 1]?.from ?? index.size)]
    },
    staleTime: Number.POSITIVE_INFINITY,
  })
}

type LogBlock = LogIndex['blocks'][number]

async function partOf(
  platform: Platform,
  log: StepLogParams,
  { from, line }: LogBlock = { from: 0, line: 0 },
  to: number,
): Promise<RawPart> {
  return { from: line, bytes: await readStepLogPart(platform, log, from, to) }
}

/** The end of a log whose lines are not numbered yet. */
async function uncountedEnd(platform: Platform, log: StepLogParams, size: number): Promise<RawPart> {
  const bytes = await readStepLogPart(platform, log, Math.max(0, size - longest), size)
  return { bytes: bytes.subarray(bytes.indexOf(lineEnd) + 1) }
}

/** The first line in the whole log that is marked as an error; the server searches for it. */
async function firstErrorLine(
  { client }: Platform,
  log: StepLogParams,
  signal: AbortSignal,
): Promise<number | undefined> {
  for (let after = '', isEnd = false; !isEnd;) {
    const found = await client.ask(searchLog, { params: log, query: { levels: 'error', after } }, { signal })
    if (found.lines[0] !== undefined) return found.lines[0]
    ;({ after, end: isEnd } = found)
  }
  return undefined
}

function addressOf(project: string, step: Step): StepLogParams {
  return { project, ...(step ?? { taskRun: '', retry: '0', step: '' }) }
}
