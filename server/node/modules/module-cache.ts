import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { ModuleSources } from '#domain/adapters/kernel/kernel.ts'
import type { ModulePlace } from '#server/ports/modules.ts'
import { withLock } from '../with-lock.ts'

const keptSchema = z.object({ digest: z.string(), files: z.record(z.string(), z.string()) })
const refsSchema = z.record(z.string(), z.object({ kind: z.enum(['branch', 'tag', 'commit']), commit: z.string() }))

/** The commit of a revision when it was last resolved. */
export type KnownRevision = z.infer<typeof refsSchema>[string]

/** Caches modules on disk, one file per commit and folder (complete or absent), and the commits of revisions. It may be deleted at any time. */
export interface ModuleCache {
  read(place: ModulePlace, commit: string): Promise<ModuleSources | undefined>
  write(place: ModulePlace, commit: string, sources: ModuleSources): Promise<void>
  /** Reads a picture of a module at a commit: `none` if there is no such picture, undefined if its pictures are not cached. */
  readPicture(place: ModulePlace, commit: string, path: string): Promise<Uint8Array | 'none' | undefined>
  writePictures(place: ModulePlace, commit: string, pictures: ReadonlyMap<string, Uint8Array>): Promise<void>
  knownRevision(place: ModulePlace, revision: string): Promise<KnownRevision | undefined>
  remember(place: ModulePlace, revision: string, known: KnownRevision): Promise<void>
  /** Allows one fetch of a repository at a time, over all processes that share the folder. */
  exclusively<T>(place: ModulePlace, work: () => Promise<T>): Promise<T>
  /** A fresh folder for one fetch. */
  workFolder(): Promise<string>
}

export function createModuleCache(root: string): ModuleCache {
  const folderOf = ({ url, reader }: ModulePlace) =>
    join(root, shortHash(reader === undefined ? url : `${reader} ${url}`))
  const fileOf = (place: ModulePlace, commit: string) =>
    join(folderOf(place), `${commit}${place.directory === '' ? '' : `-${shortHash(place.directory)}`}.json`)

  const picturesOf = (place: ModulePlace, commit: string) => fileOf(place, commit).replace(/\.json$/, '-pictures')

  async function readRefs(place: ModulePlace): Promise<z.infer<typeof refsSchema>> {
    return (await readJson(join(folderOf(place), 'revisions.json'), refsSchema)) ?? {}
  }

  async function writeWhole(file: string, value: unknown): Promise<void> {
    const fresh = `${file}.${randomUUID()}`
    await writeFile(fresh, JSON.stringify(value))
    await rename(fresh, file)
  }

  return {
    read: (place, commit) => readJson(fileOf(place, commit), keptSchema),
    async write(place, commit, sources) {
      await mkdir(folderOf(place), { recursive: true })
      await writeWhole(fileOf(place, commit), sources)
    },
    async readPicture(place, commit, path) {
      const folder = picturesOf(place, commit)
      const bytes = await readFile(join(folder, shortHash(path))).catch(ifMissing)
      if (bytes !== undefined) return bytes
      return (await stat(folder).catch(ifMissing)) === undefined ? undefined : 'none'
    },
    async writePictures(place, commit, pictures) {
      const fresh = join(root, '.new', randomUUID())
      await mkdir(fresh, { recursive: true })
      for (const [path, bytes] of pictures) await writeFile(join(fresh, shortHash(path)), bytes)
      const folder = picturesOf(place, commit)
      await mkdir(folderOf(place), { recursive: true })
      await rm(folder, { recursive: true, force: true })
      await rename(fresh, folder)
    },
    knownRevision: async (place, revision) => (await readRefs(place))[revision],
    async remember(place, revision, known) {
      await mkdir(folderOf(place), { recursive: true })
      await withLock(join(folderOf(place), 'revisions-lock.sqlite'), async () => {
        const refs = await readRefs(place)
        if (refs[revision]?.commit === known.commit) return
        await writeWhole(join(folderOf(place), 'revisions.json'), { ...refs, [revision]: known })
      })
    },
    async exclusively(place, work) {
      await mkdir(folderOf(place), { recursive: true })
      return withLock(join(folderOf(place), 'lock.sqlite'), work)
    },
    async workFolder() {
      const folder = join(root, '.new', randomUUID())
      await mkdir(folder, { recursive: true })
      return folder
    },
  }
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 20)
}

async function readJson<T>(file: string, schema: z.ZodType<T>): Promise<T | undefined> {
  const text = await readFile(file, 'utf8').catch(ifMissing)
  if (text === undefined) return undefined
  try {
    return schema.parse(JSON.parse(text))
  } catch {
    // Ignores files that another program wrote.
    return undefined
  }
}

/** A folder that cannot be read is no empty cache: taken for one, it would be fetched anew each time, and its revisions forgotten. */
function ifMissing(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
  throw error
}
