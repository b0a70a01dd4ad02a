import { readdir, readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Problem } from '#domain/problem.ts'
import { ok, type Result } from '#domain/result.ts'
import { seedProject, type SeedPorts } from '#server/services/documents/seed-project.ts'

const sampleFolder = fileURLToPath(new URL('../../../samples/bookshelf', import.meta.url))
// Ignores files left behind when somebody tries the sample by hand.
const leftovers = /(^|\/)(node_modules|dist)(\/|$)/

/** Adds the sample project to a new installation; does nothing if there are projects. */
export async function seedSample(ports: SeedPorts): Promise<Result<void, Problem>> {
  if ((await ports.projects.list()).length > 0) return ok(undefined)
  const seeded = await seedProject(ports, await readFiles(sampleFolder))
  return seeded.ok ? ok(undefined) : seeded
}

async function readFiles(folder: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true })
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !leftovers.test(relative(folder, path).split(sep).join('/')))
  const files = await Promise.all(
    paths.map(
      async (path) => [relative(folder, path).split(sep).join('/'), new Uint8Array(await readFile(path))] as const,
    ),
  )
  return new Map(files)
}
