import { randomUUID } from 'node:crypto'
import { mkdir, open, rm, type FileHandle } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { isStorageFull } from '../../ports/storage-full.ts'

/** Why there is no body: it is too long, the disk is full, or the sender has gone. */
export type NotReceived = 'too-large' | 'no-room' | 'gone'

export interface ReceivedBody {
  /** An unlinked file, to be read from its beginning; closing it frees its space. */
  readonly file: FileHandle
  readonly size: number
}

export interface ReceiveOptions {
  /** Folder for the file, on the same disk as the repositories. */
  readonly folder: string
  readonly largest: number
  /** How long the sender may stay silent, in milliseconds. */
  readonly silenceMs: number
}

/** Writes the whole body of a request to disk, so that a slow sender keeps only itself waiting. */
export async function receiveBody(
  request: IncomingMessage,
  { folder, largest, silenceMs }: ReceiveOptions,
): Promise<ReceivedBody | NotReceived> {
  // A sender that falls asleep midway would leave its connection and its file behind.
  const silence = setTimeout(() => request.destroy(), silenceMs)
  let file: FileHandle | undefined
  let size = 0
  try {
    file = await openNameless(folder)
    // Leave the connection open, so that a body that is too large still gets an answer.
    for await (const bytes of request.iterator({ destroyOnReturn: false })) {
      const chunk = Buffer.from(bytes)
      silence.refresh()
      if (size + chunk.length > largest) {
        await file.close()
        return 'too-large'
      }
      await writeAt(file, chunk, size)
      size += chunk.length
    }
    return { file, size }
  } catch (error) {
    await file?.close()
    return isStorageFull(error) ? 'no-room' : 'gone'
  } finally {
    clearTimeout(silence)
  }
}

/** Opens a file without a name, so that a killed process leaves nothing behind. */
async function openNameless(folder: string): Promise<FileHandle> {
  await mkdir(folder, { recursive: true })
  const path = join(folder, randomUUID())
  const file = await open(path, 'wx+', 0o600)
  await rm(path)
  return file
}

/** Writes without moving the position for reading. */
async function writeAt(file: FileHandle, chunk: Buffer, place: number): Promise<void> {
  for (let at = 0; at < chunk.length;) at += (await file.write(chunk, at, chunk.length - at, place + at)).bytesWritten
}
