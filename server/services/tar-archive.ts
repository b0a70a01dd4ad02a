import { createTarPacker, type TarPackController } from 'modern-tar'

/** A file for an archive; of a growing file, so many bytes are taken. */
export interface ArchivedFile {
  readonly path: string
  readonly size: number
  readonly bytes: AsyncIterable<Uint8Array>
}

/** Files as a `.tar.gz` stream, never on disk and never in memory as a whole. */
export function archiveOf(files: AsyncIterable<ArchivedFile>, now: number): ReadableStream<Uint8Array> {
  const { readable, controller } = createTarPacker()
  pack(files, controller, new Date(now)).catch((error: unknown) => controller.error(error))
  return readable.pipeThrough(new CompressionStream('gzip'))
}

async function pack(files: AsyncIterable<ArchivedFile>, archive: TarPackController, mtime: Date): Promise<void> {
  for await (const { path, size, bytes } of files) {
    // The header states the size first, so a file that has grown is cut, and one that has shrunk is an error.
    const entry = archive.add({ name: path, size, mtime }).getWriter()
    let left = size
    for await (const chunk of bytes) {
      const part = chunk.subarray(0, left)
      await entry.write(part)
      left -= part.length
      if (left === 0) break
    }
    if (left > 0) throw new Error(`${path} became shorter while it was read`)
    await entry.close()
  }
  archive.finalize()
}
