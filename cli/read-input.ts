import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { problem, type Problem } from '#domain/problem.ts'
import { CommandFailure } from './report.ts'
import type { Terminal } from './terminal.ts'

/** The text of a file; `-` is standard input. */
export async function readInput(terminal: Terminal, name: string): Promise<string> {
  if (name === '-') return text(process.stdin)
  const file = resolve(terminal.cwd, name)
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    throw new CommandFailure(unread(error), file)
  }
}

function unread(error: unknown): Problem {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOENT') return problem('not-found', 'There is no such file')
  if (code === 'EISDIR')
    return problem('invalid-request', 'This is a folder', {
      fix: 'Name a file, or several with a pattern such as DIR/*.yaml',
    })
  return problem('invalid-request', 'The file cannot be read', {
    detail: error instanceof Error ? error.message : String(error),
  })
}
