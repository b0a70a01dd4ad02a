import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { chmod, mkdir, readdir, readFile, realpath, rename, rm, stat, symlink, utimes } from 'node:fs/promises'
import { dirname, join, sep } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { createTarDecoder } from 'modern-tar'
import { imageConfigFile, imageConfigSchema, imageDigestSchema, imageFolder } from '#domain/target/image.ts'
import { problem, type Problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type { ImageStore } from '#server/ports/target.ts'
import { sizeOfFolder } from './size-of-folder.ts'

const mebibyte = 2 ** 20
/** In bytes: names, times, padding and read-ahead between two files of an archive or behind the last one. */
const longestBetween = mebibyte

/** Stores packaged applications by digest below `<dataDir>/images/`; unpacks each image once, read-only. */
export function createImageStore(options: {
  readonly dataDir: string
  /** Largest archive in bytes, 512 MiB by default; its contents may be four times as large. */
  readonly limitBytes?: number
}): ImageStore {
  const images = join(options.dataDir, 'images')
  const limit = options.limitBytes ?? 512 * mebibyte
  const sizes = new Map<string, number>()

  async function has(digest: string): Promise<boolean> {
    if (!imageDigestSchema.safeParse(digest).success) return false
    return (await stat(join(images, imageFolder(digest), imageConfigFile)).catch(() => undefined)) !== undefined
  }

  async function put(archive: ReadableStream<Uint8Array>): Promise<Result<{ digest: string; bytes: number }, Problem>> {
    const incoming = join(images, '.incoming', randomUUID())
    await mkdir(incoming, { recursive: true })
    try {
      const stored = await receive(archive, join(incoming, 'archive'), limit)
      if (await has(stored.digest)) {
        const now = new Date()
        await utimes(join(images, imageFolder(stored.digest)), now, now)
        return ok(stored)
      }
      const root = join(incoming, 'root')
      await mkdir(root)
      await unpack(join(incoming, 'archive'), root, limit * 4)
      await checkConfig(root)
      const target = join(images, imageFolder(stored.digest))
      await mkdir(dirname(target), { recursive: true })
      await rename(root, target).catch(async (error: unknown) => {
        // Of two simultaneous uploads of the same bytes the first wins, and both are right.
        if (!(await has(stored.digest))) throw error
      })
      return ok(stored)
    } catch (error) {
      const expected = expectedProblem(error)
      if (expected === undefined) throw error
      return err(expected)
    } finally {
      await rm(incoming, { recursive: true, force: true })
    }
  }

  return {
    put,
    has,
    async kept() {
      const all = []
      for (const name of await readdir(join(images, 'sha256')).catch(() => [])) {
        const digest = `sha256:${name}`
        const folder = join(images, imageFolder(digest))
        const known = await stat(folder).catch(() => undefined)
        if (known === undefined || !imageDigestSchema.safeParse(digest).success) continue
        // Images never change, so their sizes can be cached.
        const bytes = sizes.get(digest) ?? (await sizeOfFolder(folder))
        sizes.set(digest, bytes)
        all.push({ digest, bytes, storedAt: known.mtimeMs })
      }
      return all
    },
    async remove(digest) {
      if (!(await has(digest))) return
      // Renames first, so that a reader finds all of the image or nothing.
      const away = join(images, '.incoming', randomUUID())
      await mkdir(dirname(away), { recursive: true })
      await rename(join(images, imageFolder(digest)), away)
      await rm(away, { recursive: true, force: true })
    },
  }
}

// Carries a refusal out of a stream's callback; never leaves this file.
class Refusal extends Error {
  readonly problem: Problem
  constructor(reason: Problem) {
    super(reason.message)
    this.problem = reason
  }
}

/** The problem for an archive that was refused; undefined for a bug. */
function expectedProblem(error: unknown): Problem | undefined {
  if (error instanceof Refusal) return error.problem
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return problem('storage-full', say`The disk is full, so the image could not be stored`, {
      fix: say`Free some space and run the stage again`,
    })
  if (code === 'EEXIST' || code === 'ENOTDIR' || code === 'EISDIR')
    return refused("Entries of the archive stand in each other's way")
  if (typeof code === 'string' && code.startsWith('Z_'))
    return refused('The archive is not gzip-compressed, or damaged')
  return isTarError(error) ? refused(`The archive cannot be read: ${error.message}`) : undefined
}

function refused(message: string): Problem {
  return problem('invalid-request', message, {
    fix: say`Upload a gzip-compressed tar archive whose paths stay inside of it`,
  })
}

/** The archive reader throws plain errors without a code, unlike Node and unlike bugs in this code. */
function isTarError(error: unknown): error is Error {
  return error instanceof Error && error.constructor === Error && !('code' in error)
}

async function receive(
  archive: ReadableStream<Uint8Array>,
  file: string,
  limit: number,
): Promise<{ digest: string; bytes: number }> {
  const hash = createHash('sha256')
  let bytes = 0
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length
      if (bytes > limit) {
        return done(
          new Refusal(
            problem('too-large', say`The image is larger than ${limit / mebibyte} MiB`, {
              fix: say`Leave out what the program does not need at run time`,
            }),
          ),
        )
      }
      hash.update(chunk)
      done(null, chunk)
    },
  })
  await pipeline(Readable.from(archive), measure, createWriteStream(file))
  return { digest: `sha256:${hash.digest('hex')}`, bytes }
}

interface Link {
  readonly at: string
  readonly target: string
}

async function unpack(archive: string, root: string, limit: number): Promise<void> {
  let unzippedBytes = 0
  let expectedBytes = longestBetween
  // The reader holds everything between two files in memory, and a few kilobytes can unpack to gigabytes of it.
  const unzipped = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      unzippedBytes += chunk.length
      done(
        unzippedBytes > expectedBytes ? new Refusal(refused('The archive holds too much that is no file')) : null,
        chunk,
      )
    },
  })
  const feeding = pipeline(createReadStream(archive), createGunzip(), unzipped)
  feeding.catch(() => undefined)
  const links: Link[] = []
  const written = new Set<string>()
  let bytes = 0
  for await (const { header, body } of Readable.toWeb(unzipped).pipeThrough(createTarDecoder({ strict: true }))) {
    const { name, type = 'file', size, linkname = '', mode = 0 } = header
    expectedBytes = unzippedBytes + size + longestBetween
    const at = safePath(name)
    const isFolder = type === 'directory' || name.endsWith('/')
    if (at !== '' && !isFolder && type !== 'file' && type !== 'symlink')
      throw new Refusal(refused(`The archive holds ${name}, which is neither a file, a folder nor a symbolic link`))
    bytes += size + 512
    if (bytes > limit)
      throw new Refusal(problem('too-large', say`The image unpacks to more than ${Math.round(limit / mebibyte)} MiB`))
    const path = join(root, at)
    if (at === '' || isFolder) {
      await mkdir(path, { recursive: true })
      await body.cancel()
      continue
    }
    if (written.has(at)) throw new Refusal(refused(`The archive holds ${name} twice`))
    written.add(at)
    await mkdir(dirname(path), { recursive: true })
    // Links come last, so that nothing is ever written through one.
    if (type === 'symlink') {
      links.push({ at, target: linkname })
      await body.cancel()
    } else {
      await pipeline(Readable.fromWeb(body), createWriteStream(path, { flags: 'wx' }))
      await chmod(path, (mode & 0o100) === 0 ? 0o444 : 0o555)
    }
  }
  await feeding
  await makeLinks(root, links)
}

/** Makes all links before checking their targets, since one may lead through another. */
async function makeLinks(root: string, links: readonly Link[]): Promise<void> {
  for (const { at, target } of links) await symlink(target, join(root, at))
  const inside = (await realpath(root)) + sep
  for (const { at, target } of links) {
    const led = await realpath(join(root, at)).catch(() => undefined)
    if (target.startsWith('/') || led === undefined || !led.startsWith(inside)) {
      throw new Refusal(refused(`The archive holds the link ${at}, which leads out of it or nowhere`))
    }
  }
}

function safePath(path: string): string {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.')
  if (path.startsWith('/') || parts.includes('..') || path.includes('\0') || path.includes('\\')) {
    throw new Refusal(refused(`The archive holds the path ${JSON.stringify(path)}, which leaves it`))
  }
  return parts.join('/')
}

async function checkConfig(root: string): Promise<void> {
  const missing = refused(`The archive has no valid ${imageConfigFile} with the command that starts the program`)
  const text = await readFile(join(root, imageConfigFile), 'utf8').catch(() => undefined)
  if (text === undefined) throw new Refusal(missing)
  try {
    const value: unknown = JSON.parse(text)
    if (!imageConfigSchema.safeParse(value).success) throw new Refusal(missing)
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal(missing)
  }
}
