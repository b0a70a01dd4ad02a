import { randomUUID } from 'node:crypto'
import { mkdir, open, rm, type FileHandle } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { isStorageFull } from '../../ports/storage-full.ts'

/** Why there is no body: it is longer than it may be, the disk took no more, or its sender has gone. */
export type NotReceived = 'too-large' | 'no-room' | 'gone'

export interface ReceivedBody {
  /** A file without a name, to be read from its beginning; it is gone from the disk once it is closed. */
  readonly file: FileHandle
  readonly size: number
}

export interface ReceiveOptions {
  /** Folder on the disk of the repositories. */
  readonly folder: string
  readonly largest: number
  /** How long its sender may send nothing, in milliseconds. */
  readonly silenceMs: number
}

/** Takes the whole body of a request onto the disk: whoever sends it byte by byte keeps nobody waiting but themselves. */
export async function receiveBody(
  request: IncomingMessage,
  { folder, largest, silenceMs }: ReceiveOptions,
): Promise<ReceivedBody | NotReceived> {
  // A machine that fell asleep in the middle would leave its connection and its file behind.
  const silence = setTimeout(() => request.destroy(), silenceMs)
  let file: FileHandle | undefined
  let size = 0
  try {
    file = await openNameless(folder)
    // Left open, so that what is too large can be answered.
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

/** A process that is killed leaves nothing of it behind. */
async function openNameless(folder: string): Promise<FileHandle> {
  await mkdir(folder, { recursive: true })
  const path = join(folder, randomUUID())
  const file = await open(path, 'wx+', 0o600)
  await rm(path)
  return file
}

/** Without moving the place from which the file is read. */
async function writeAt(file: FileHandle, chunk: Buffer, place: number): Promise<void> {
  for (let at = 0; at < chunk.length;) at += (await file.write(chunk, at, chunk.length - at, place + at)).bytesWritten
}
