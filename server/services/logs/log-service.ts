import { z } from 'zod'
import { logLevels } from '#domain/logs/levels.ts'
import type { Query } from '#domain/logs/log-search.ts'
import type { LogIndex } from '#domain/logs/log-index.ts'
import { problem, type Problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import { err, ok, type Result } from '#domain/result.ts'
import { type StepLogAddress, stepLogs } from '#domain/run/stage/step-logs.ts'
import type { LogKey } from '#domain/tekton/launch/log-key.ts'
import { streamOf } from '../../http/stream-of.ts'
import type { Ports } from '../../ports.ts'
import { archiveLogs, logBytes, plainLogBytes } from './log-archive.ts'
import { createLogIndexes } from './log-indexes.ts'
import { type FoundInLog, levelSearch, querySearch, searchLog, searchLogs } from './search-logs.ts'
import { createSignedTokens } from '../signed-tokens.ts'

/** The query, and the `after` of the previous answer. */
export interface LogQuestion extends Query {
  readonly after: string
}

type LinkedLog = Omit<LogKey, 'namespace'> & { readonly plain: boolean }

/** Everything about logs beyond their bytes: line indexes, search, downloads. */
export interface LogService {
  /** Without an index if the log has at most so many bytes; with `more`, the index does not reach the end yet. */
  index(
    key: LogKey,
    above: number,
  ): Promise<
    Result<
      { readonly size: number; readonly written: boolean; readonly index?: LogIndex; readonly more: boolean },
      Problem
    >
  >
  search(
    key: LogKey,
    question: LogQuestion & { readonly levels: string; readonly complete: boolean },
  ): Promise<Result<{ readonly lines: readonly number[]; readonly after: string; readonly end: boolean }, Problem>>
  ofRun(run: string): Promise<readonly StepLogAddress[]>
  searchRun(
    project: string,
    run: string,
    question: LogQuestion,
  ): Promise<
    Result<
      {
        readonly steps: readonly FoundInLog[]
        readonly after: string
        readonly end: boolean
        readonly read: number
        readonly logs: number
      },
      Problem
    >
  >
  /** An address for downloading all logs, or with `log` that one, `plain` as people read it. */
  link(project: string, run: string, name: string, log: LinkedLog | undefined): Promise<string>
  download(
    grant: string,
  ): Promise<Result<{ readonly name: string; readonly bytes: ReadableStream<Uint8Array> }, Problem>>
}

const grantSchema = z.object({
  project: z.string(),
  run: z.string(),
  name: z.string(),
  log: z.object({ taskRun: z.string(), retry: z.number(), step: z.string(), plain: z.boolean() }).optional(),
  /** Milliseconds since 1970 UTC. */
  until: z.number(),
})
const grantLasts = 60_000

export function createLogService(ports: Pick<Ports, 'logs' | 'runs' | 'clock' | 'tokenKey'>): LogService {
  const { logs, runs, clock } = ports
  const indexes = createLogIndexes(logs)
  const grants = createSignedTokens('lwl_', ports.tokenKey, grantSchema)

  async function ofRun(run: string): Promise<readonly StepLogAddress[]> {
    return stepLogs((await runs.read(run, 0)).map(({ event }) => event))
  }

  return {
    async index(key, above) {
      const there = await logs.read(key, 0, 0)
      if (there === undefined) return ok({ size: 0, written: false, more: false })
      if (there.size <= above) return ok({ size: there.size, written: true, more: false })
      return ok({ size: there.size, written: true, more: false, ...(await indexes.read(key)) })
    },
    async search(key, { after, levels, complete, ...query }) {
      const wanted = logLevels.filter((level) => levels.split(',').includes(level))
      const [from = 0, line = 0] = numbersOf(after)
      const search = wanted.length > 0 ? ok(levelSearch(wanted)) : querySearch(query)
      if (!search.ok) return search
      const { lines, position, end } = await searchLog(logs, key, search.value, { from, line }, complete)
      return ok({ lines, end, after: `${String(position.from)}.${String(position.line)}` })
    },
    ofRun,
    async searchRun(project, run, { after, ...query }) {
      const search = querySearch(query)
      if (!search.ok) return search
      const addresses = await ofRun(run)
      const [log = 0, from = 0, line = 0] = numbersOf(after)
      const { steps, position, end } = await searchLogs(logs, project, addresses, search.value, {
        log,
        from,
        line,
      })
      return ok({
        ...{ steps, end, read: position.log, logs: addresses.length },
        after: [position.log, position.from, position.line].join('.'),
      })
    },
    async link(project, run, name, log) {
      const until = clock.now() + grantLasts
      const grant = await grants.sign({ project, run, name, until, ...(log === undefined ? {} : { log }) })
      // Without an origin: the browser's address may differ behind a proxy.
      return `/apis/v1/log-downloads/${grant}`
    },
    async download(text) {
      const grant = await grants.read(text)
      if (grant === undefined || grant.until < clock.now()) return err(staleDownload())
      const { project, run, name, log } = grant
      if (log !== undefined) {
        const { plain, ...key } = log
        const bytes = plain ? plainLogBytes(logs, { namespace: project, ...key }) : logBytes(logs, project, key)
        return ok({ name, bytes: streamOf(bytes) })
      }
      return ok({ name, bytes: archiveLogs(logs, project, await ofRun(run), clock.now()) })
    },
  }
}

/** Download addresses expire by themselves. */
export function staleDownload(): Problem {
  return problem('not-allowed', say`The address of this download is not valid, or no longer`, {
    fix: say`Download it from its run again`,
  })
}

/** Parses a cursor from an earlier answer; anything else starts at the beginning. */
function numbersOf(after: string): readonly number[] {
  const numbers = after === '' ? [] : after.split('.').map(Number)
  return numbers.every((number) => Number.isSafeInteger(number) && number >= 0) ? numbers : []
}
