import { commandsFor } from '../commands.ts'
import { runCommandLine } from '../run-command-line.ts'
import type { Terminal } from '../terminal.ts'

/** Runs a command line in memory, without a terminal. */
export async function runForTest(
  words: readonly string[],
  surroundings: Partial<Terminal> = {},
): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  let out = ''
  let err = ''
  const code = await runCommandLine(await commandsFor(words), words, {
    out: (text) => void (out += text),
    err: (text) => void (err += text),
    outIsTerminal: false,
    errIsTerminal: false,
    columns: 100,
    cwd: process.cwd(),
    env: {},
    signal: new AbortController().signal,
    endsItself: () => undefined,
    ...surroundings,
  })
  return { code, out, err }
}
