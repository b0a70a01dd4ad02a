import { relative } from 'node:path'
import type { Problem } from '#domain/problem.ts'

/** Prints one line to the terminal. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

/** Prints why the server cannot start, and how to fix it. */
export function printProblem({ message, fix, detail }: Problem): void {
  process.stderr.write(`[linewright] ${message}\n`)
  if (fix !== undefined) process.stderr.write(`${fix}\n`)
  if (detail !== undefined && detail !== '') process.stderr.write(`${detail}\n`)
}

/** Prints what a person needs once the server answers; the first address is the one to open. */
export function announce(server: { readonly link: string; readonly code?: string }, dataDir: string): void {
  print(`\n  Linewright is ready: ${server.link}`)
  if (server.code !== undefined) print(`  Sign-in code: ${server.code} (asked for once per browser profile)`)
  const near = relative(process.cwd(), dataDir)
  print(`  Data: ${near === '' || near.startsWith('..') ? dataDir : near}. Stop with Ctrl+C.\n`)
}
