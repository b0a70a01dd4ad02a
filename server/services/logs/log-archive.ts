import { archivePath, type StepLogAddress } from '#domain/run/stage/step-logs.ts'
import type { LogStore } from '../../ports/logs.ts'
import { archiveOf, type ArchivedFile } from '../tar-archive.ts'

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
