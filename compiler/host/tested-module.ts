import { readdir, readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import type { GoldenSubject } from '#domain/adapters/authoring/golden-tests.ts'
import { readModule } from './builtin-module.ts'

/** Reads the module in a folder, with all texts of its golden tests. */
export async function readTestedModule(root: string): Promise<GoldenSubject> {
  const module = await readModule(root)
  const entries = await readdir(join(root, 'test'), { recursive: true, withFileTypes: true }).catch(() => [])
  const texts = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async (entry): Promise<[string, string]> => {
        const file = join(entry.parentPath, entry.name)
        return [relative(root, file).split(sep).join('/'), await readFile(file, 'utf8')]
      }),
  )
  return { module, texts: Object.fromEntries(texts) }
}
