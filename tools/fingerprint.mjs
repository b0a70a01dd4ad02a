// Whether a built thing is still what its sources say. Size and time of a file are asked first, its content only when they have changed.
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { once } from './once.mjs'
import { root } from './programs.mjs'

/**
 * Builds unless the inputs are those of the last build and the outputs are there.
 * @param {{ name: string, inputs: readonly string[], outputs: readonly string[], also?: string, build: () => Promise<void> }} target
 */
export async function buildIfChanged({ name, inputs, outputs, also = '', build }) {
  const record = join(root, '.build', 'state', `${name}.json`)
  const before = await readRecord(record)
  const files = await fingerprints(inputs, before.files)
  const digest = createHash('sha256')
    .update(also)
    .update(JSON.stringify(Object.entries(files).map(([path, entry]) => [path, entry.hash])))
    .digest('hex')
  const write = () => writeFile(record, JSON.stringify({ digest, files }))
  await mkdir(dirname(record), { recursive: true })
  await once(
    name,
    async () => digest === (await readRecord(record)).digest && (await allExist(outputs)),
    async () => {
      await build()
      await write()
    },
  )
  if (JSON.stringify(files) !== JSON.stringify(before.files)) await write()
}

async function allExist(paths) {
  const found = await Promise.all(paths.map((path) => stat(join(root, path)).catch(() => undefined)))
  return found.every((entry) => entry !== undefined)
}

async function fingerprints(inputs, known) {
  const paths = (await Promise.all(inputs.map((input) => filesUnder(input)))).flat().sort((a, b) => (a < b ? -1 : 1))
  const entries = await Promise.all(paths.map(async (path) => [path, await fingerprint(path, known[path])]))
  return Object.fromEntries(entries)
}

async function fingerprint(path, known) {
  const { size, mtimeMs } = await stat(join(root, path))
  if (known?.size === size && known.mtimeMs === mtimeMs) return known
  return {
    size,
    mtimeMs,
    hash: createHash('sha256')
      .update(await readFile(join(root, path)))
      .digest('hex'),
  }
}

async function filesUnder(path) {
  const entry = await stat(join(root, path)).catch(() => undefined)
  if (entry === undefined) return []
  if (!entry.isDirectory()) return [path]
  const children = await readdir(join(root, path), { withFileTypes: true, recursive: true })
  return children
    .filter((child) => child.isFile() && !/\.test\.tsx?$/.test(child.name))
    .map((child) => join(child.parentPath ?? child.path, child.name).slice(root.length))
}

async function readRecord(file) {
  try {
    const record = JSON.parse(await readFile(file, 'utf8'))
    return { digest: String(record.digest), files: record.files ?? {} }
  } catch {
    return { digest: '', files: {} }
  }
}
