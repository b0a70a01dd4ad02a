import { readdir, readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readTemplates, type Template } from '#domain/templates/template.ts'

const templatesDirectory = fileURLToPath(new URL('../../templates', import.meta.url))

/** Reads the templates that come with the installation. */
export async function readBuiltinTemplates(): Promise<readonly Template[]> {
  const files: Record<string, string> = {}
  for (const entry of await readdir(templatesDirectory, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const file = join(entry.parentPath, entry.name)
    files[relative(templatesDirectory, file).split(sep).join('/')] = await readFile(file, 'utf8')
  }
  const read = readTemplates(files)
  if (!read.ok) throw new Error(read.error.message)
  return read.value
}
