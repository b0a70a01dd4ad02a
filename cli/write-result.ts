import { mkdir, readlink, realpath, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { stringify } from 'yaml'
import { nearPath } from './report.ts'
import type { Terminal } from './terminal.ts'
import { UsageError } from './parse-arguments.ts'

/** A result in its two forms: text for people and for programs that read that text, and plain data. */
export interface CommandResult {
  readonly text: string
  readonly data: unknown
}

/** Writes a result where and how the person wants it; a file appears completely or not at all. */
export async function writeResult(terminal: Terminal, { text, data }: CommandResult): Promise<void> {
  const shown =
    terminal.format === 'text'
      ? text
      : terminal.format === 'json'
        ? `${JSON.stringify(data, null, 2)}\n`
        : stringify(data, { lineWidth: 0 })
  if (terminal.outputFile === undefined) return terminal.out(shown)
  await writeWhole(terminal, terminal.outputFile, shown)
}

/** Writes a file completely or not at all, and creates its parent folders. */
export async function writeWhole(
  { cwd }: Terminal,
  name: string,
  content: string | AsyncIterable<Uint8Array>,
): Promise<void> {
  const file = resolve(cwd, name)
  const there = await stat(file).catch(() => undefined)
  if (there?.isDirectory() === true) throw new UsageError(`${nearPath(file, cwd)} is a folder; -o takes a file`)
  // Write into a device or pipe (/dev/null, /dev/stdout): replacing it with a file would break it for everybody.
  if (there?.isFile() === false) return writeFile(file, content)
  await mkdir(dirname(file), { recursive: true })
  const target = await linkedFile(file)
  const fresh = `${target}.${process.pid}`
  try {
    await writeFile(fresh, content)
    await rename(fresh, target)
  } catch (error) {
    await rm(fresh, { force: true })
    throw error
  }
}

/** Resolves a symbolic link, even to a missing file, so that the write does not replace the link. */
async function linkedFile(file: string): Promise<string> {
  const there = await realpath(file).catch(() => undefined)
  if (there !== undefined) return there
  const next = await readlink(file).catch(() => undefined)
  return next === undefined ? file : resolve(dirname(file), next)
}
