import type { Problem } from '#domain/problem.ts'

/** One line for the person at the terminal. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

/** Why the server cannot start, and what to do about it. */
export function printProblem({ message, fix, detail }: Problem): void {
  process.stderr.write(`[linewright] ${message}\n`)
  if (fix !== undefined) process.stderr.write(`${fix}\n`)
  if (detail !== undefined && detail !== '') process.stderr.write(`${detail}\n`)
}
