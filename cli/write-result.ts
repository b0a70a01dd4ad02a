import { mkdir, readlink, realpath, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { stringify } from 'yaml'
import { nearPath } from './report.ts'
import type { Terminal } from './terminal.ts'
import { UsageError } from './parse-arguments.ts'

/** A result in the forms that it can be asked for: text for people or programs that read that very text, and plain data. */
export interface CommandResult {
  readonly text: string
  readonly data: unknown
}

/** Writes a result where and how the person wants it; a file appears whole or not at all. */
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

/** Writes a file whole or not at all, with the folders that lead to it. */
export async function writeWhole(
  { cwd }: Terminal,
  name: string,
  content: string | AsyncIterable<Uint8Array>,
): Promise<void> {
  const file = resolve(cwd, name)
  const there = await stat(file).catch(() => undefined)
  if (there?.isDirectory() === true) throw new UsageError(`${nearPath(file, cwd)} is a folder; -o takes a file`)
  // A device or a pipe (/dev/null, /dev/stdout) is written to: a file in its place would end it for everybody.
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

/** The file that a symbolic link leads to, there or not: a file in the link's place would part the two. */
async function linkedFile(file: string): Promise<string> {
  const there = await realpath(file).catch(() => undefined)
  if (there !== undefined) return there
  const next = await readlink(file).catch(() => undefined)
  return next === undefined ? file : resolve(dirname(file), next)
}
