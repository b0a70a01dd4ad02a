import { pathOf } from '#contract/endpoint.ts'
import { readDeploymentLog, readLogIndex } from '#contract/logs.ts'
import { readLog } from '#contract/runs.ts'
import type { z } from 'zod'
import type { Platform } from '../platform.ts'
import { problemError } from '../problems.ts'
import { hearConnection, type LiveListener } from './listen.ts'

/** Identifies a step's log. */
export type StepLogParams = Readonly<Record<'project' | 'taskRun' | 'retry' | 'step', string>>

export interface LogListener extends Omit<LiveListener<never>, 'onItem'> {
  /** Receives bytes at an offset of the log, and owns them. */
  readonly onBytes: (bytes: Uint8Array<ArrayBuffer>, from: number) => void
  readonly onComplete?: () => void
}

/** Follows a step's log from a byte offset until it is complete; reconnects at the byte reached. Returns a function that stops. */
export function followLog(platform: Platform, log: StepLogParams, from: number, listener: LogListener): () => void {
  return followBytes(platform, pathOf(readLog.path, log), from, listener)
}

/** Follows the log of a deployed application like `followLog`. */
export function followDeploymentLog(
  platform: Platform,
  log: { readonly project: string; readonly application: string; readonly deployment: string },
  from: number,
  listener: LogListener,
): () => void {
  return followBytes(platform, pathOf(readDeploymentLog.path, log), from, listener)
}

/** Reads where the lines of a step's log are, as far as the server has indexed it; a log of up to `above` bytes has no index. */
export function readStepLogIndex(
  { client }: Platform,
  log: StepLogParams,
  above: number,
  signal: AbortSignal,
): Promise<z.infer<typeof readLogIndex.response>> {
  return client.ask(readLogIndex, { params: log, query: { above } }, { signal })
}

/** Reads the bytes of a step's log between two offsets. */
export async function readStepLogPart(
  { client }: Platform,
  log: StepLogParams,
  from: number,
  to: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const part = await client.bytes(readLog, { params: log, query: { from, to } })
  return new Uint8Array(await part.arrayBuffer())
}

/** Reads the beginning of a step's log once, up to about this many bytes. */
export function readStepLog(
  platform: Platform,
  log: StepLogParams,
  limit: number,
  signal: AbortSignal,
): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array<ArrayBuffer>[] = []
    let length = 0
    const finish = (): void => {
      stop()
      void new Blob(chunks).bytes().then(resolve, reject)
    }
    const stop = followLog(platform, log, 0, {
      onBytes(bytes) {
        chunks.push(bytes)
        length += bytes.byteLength
        if (length >= limit) finish()
      },
      onComplete: finish,
      onRefused: (problem) => {
        stop()
        reject(problemError(problem, undefined))
      },
    })
    signal.addEventListener('abort', () => {
      stop()
      reject(signal.reason instanceof Error ? signal.reason : new DOMException('Not wanted any more', 'AbortError'))
    })
  })
}

function followBytes(platform: Platform, url: string, from: number, listener: LogListener): () => void {
  return platform.streams.listen({ kind: 'bytes', url, from }, (news) => {
    if (news.kind === 'bytes') listener.onBytes(news.bytes, news.from)
    else if (news.kind === 'complete') listener.onComplete?.()
    else hearConnection(platform, news, listener)
  })
}
