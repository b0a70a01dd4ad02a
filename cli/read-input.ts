import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { problem, type Problem } from '#domain/problem.ts'
import { saidBy } from '#domain/said-by.ts'
import { CommandFailure } from './report.ts'
import type { Terminal } from './terminal.ts'

/** Reads the text of a file; `-` is standard input. */
export async function readInput(terminal: Terminal, name: string): Promise<string> {
  if (name === '-') return textOf(await buffer(process.stdin), name)
  const file = resolve(terminal.cwd, name)
  try {
    return textOf(await readFile(file), file)
  } catch (error) {
    throw error instanceof CommandFailure ? error : new CommandFailure(unread(error), file)
  }
}

/** Decodes UTF-8 and refuses other bytes, which would otherwise be replaced silently and corrupt manifests. */
function textOf(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    const [first, second] = bytes
    const isWide = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)
    throw new CommandFailure(
      problem('invalid-document', isWide ? 'The text is UTF-16, not UTF-8' : 'The text is not UTF-8', {
        fix: 'Save it as UTF-8',
        place: { line: lineOfInvalid(bytes), column: 1 },
      }),
      file,
    )
  }
}

function lineOfInvalid(bytes: Uint8Array): number {
  const read = new TextDecoder().decode(bytes)
  return read.slice(0, Math.max(0, read.indexOf('\uFFFD'))).split('\n').length
}

function unread(error: unknown): Problem {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOENT') return problem('not-found', 'There is no such file')
  if (code === 'EISDIR')
    return problem('invalid-request', 'This is a folder', {
      fix: 'Name a file, or several with a pattern such as DIR/*.yaml',
    })
  return problem('invalid-request', 'The file cannot be read', {
    detail: saidBy(error),
  })
}
