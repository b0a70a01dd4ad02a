import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { problem } from '#domain/problem.ts'
import { CommandFailure } from './report.ts'
import type { Terminal } from './terminal.ts'

/** The text of a file; `-` is standard input. */
export async function readInput(terminal: Terminal, name: string): Promise<string> {
  if (name === '-') return text(process.stdin)
  try {
    return await readFile(resolve(terminal.cwd, name), 'utf8')
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    throw new CommandFailure(
      isMissing
        ? problem('not-found', `There is no file ${name}`)
        : problem('invalid-request', `${name} cannot be read`, {
            detail: error instanceof Error ? error.message : String(error),
          }),
    )
  }
}
