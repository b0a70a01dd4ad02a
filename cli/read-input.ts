import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { problem } from '#domain/problem.ts'
import { CommandFailure } from './report.ts'
import type { Terminal } from './terminal.ts'

/** The text of a file; `-` is standard input. */
export async function readInput(terminal: Terminal, name: string): Promise<string> {
  if (name === '-') return text(process.stdin)
  const file = resolve(terminal.cwd, name)
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    throw new CommandFailure(
      isMissing
        ? problem('not-found', 'There is no such file')
        : problem('invalid-request', 'The file cannot be read', {
            detail: error instanceof Error ? error.message : String(error),
          }),
      file,
    )
  }
}
