import { parseBlock, readPlainBlock } from '#domain/logs/log-block.ts'
import { archivePath, type StepLogAddress } from '#domain/run/stage/step-logs.ts'
import type { LogKey } from '#domain/tekton/launch/log-key.ts'
import type { LogStore } from '../../ports/logs.ts'
import { archiveOf, type ArchivedFile } from '../tar-archive.ts'
import { readLogPieces, textCodec } from './log-blocks.ts'

const readBytes = 256 * 1024

/** All logs as a `.tar.gz`; a growing log up to its current end. */
export function archiveLogs(
  logs: LogStore,
  project: string,
  addresses: readonly StepLogAddress[],
  now: number,
): ReadableStream<Uint8Array> {
  return archiveOf(filesOf(logs, project, addresses), now)
}

/** The bytes of one log, as written. */
export async function* logBytes(
  logs: LogStore,
  project: string,
  address: Pick<StepLogAddress, 'taskRun' | 'retry' | 'step'>,
  size = Number.POSITIVE_INFINITY,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const key = { namespace: project, taskRun: address.taskRun, retry: address.retry, step: address.step }
  for (let at = 0; at < size;) {
    const read = await logs.read(key, at, Math.min(readBytes, size - at))
    if (read === undefined || read.bytes.length === 0) return
    at += read.bytes.length
    yield Uint8Array.from(read.bytes)
  }
}

/** The lines of one log as people read them: without times, colours and overwritten progress. */
export async function* plainLogBytes(logs: LogStore, key: LogKey): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for await (const { bytes } of readLogPieces(logs, key, 0, true))
    yield Uint8Array.from(textCodec.encode(readPlainBlock(parseBlock(bytes, textCodec), textCodec)))
}

async function* filesOf(
  logs: LogStore,
  project: string,
  addresses: readonly StepLogAddress[],
): AsyncGenerator<ArchivedFile> {
  for (const address of addresses) {
    const there = await logs.read({ namespace: project, ...address }, 0, 0)
    if (there !== undefined)
      yield { path: archivePath(address), size: there.size, bytes: logBytes(logs, project, address, there.size) }
  }
}
