/** One entry of an archive for tests and seeds: a file with its text, or a link. */
export interface TarFile {
  readonly path: string
  readonly text?: string
  readonly mode?: number
  readonly link?: string
  readonly hardLink?: string
}

/** A ustar archive with the same bytes for the same entries; names up to 100 bytes. */
export function makeTar(files: readonly TarFile[]): Buffer {
  const parts = files.flatMap((file) => {
    const body = Buffer.from(file.text ?? '')
    return [tarHeader(file, body.length), body, Buffer.alloc((512 - (body.length % 512)) % 512)]
  })
  return Buffer.concat([...parts, Buffer.alloc(1024)])
}

/** A web stream of one chunk. */
export function streamOf(bytes: Uint8Array): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(bytes)
      controller.close()
    },
  })
}

function tarHeader(file: TarFile, size: number): Buffer {
  const header = Buffer.alloc(512)
  header.write(file.path, 0)
  header.write((file.mode ?? 0o644).toString(8).padStart(7, '0'), 100)
  header.write('0000000', 108)
  header.write('0000000', 116)
  header.write(size.toString(8).padStart(11, '0'), 124)
  header.write('00000000000', 136)
  header.write('        ', 148)
  header.write(file.link !== undefined ? '2' : file.hardLink !== undefined ? '1' : '0', 156)
  header.write(file.link ?? file.hardLink ?? '', 157)
  header.write('ustar', 257)
  header.write('00', 263)
  const sum = header.reduce((total, byte) => total + byte, 0)
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return header
}
