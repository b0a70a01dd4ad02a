import { packTar } from 'modern-tar'

/** One entry of an archive: a file with its text, or a link. */
export interface TarFile {
  readonly path: string
  readonly text?: string
  readonly mode?: number
  readonly link?: string
  readonly hardLink?: string
}

/** A tar archive, whose paths may be wrong ones. */
export function tarOf(files: readonly TarFile[]): Promise<Uint8Array<ArrayBuffer>> {
  return packTar(
    files.map(({ path, text = '', mode = 0o644, link, hardLink }) => {
      const linkname = link ?? hardLink
      const type = link !== undefined ? 'symlink' : hardLink !== undefined ? 'link' : 'file'
      const header = {
        name: path,
        size: new TextEncoder().encode(text).length,
        mode,
        mtime: new Date(0),
        type,
      } as const
      return { header: linkname === undefined ? header : { ...header, linkname }, body: text }
    }),
  )
}

/** A web stream of these bytes. */
export function streamOf(bytes: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new Blob([bytes]).stream()
}
