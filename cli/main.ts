import { exitCodes } from './command.ts'
import { commandsFor } from './commands.ts'
import { runCommandLine } from './run-command-line.ts'

// Runs `runCommandLine` with this process's streams, signals and exit code.
const interrupted = new AbortController()
let endsItself = false
/** When a signal asked the process to end, and the exit code for that signal. */
let asked: { readonly at: number; readonly code: number } | undefined

/** In milliseconds: a terminal also sends Ctrl+C to a launcher in another Node, which passes it on, so two signals within this time count as one. */
const sameMs = 200

// Ends the process at the second signal, or after a while, if it ignores the first.
function interrupt(code: number): void {
  if (asked === undefined) {
    asked = { at: performance.now(), code }
    interrupted.abort()
    if (!endsItself) setTimeout(() => process.exit(code), 2000).unref()
  } else if (performance.now() - asked.at > sameMs) process.exit(code)
}
process.on('SIGINT', () => interrupt(130))
process.on('SIGTERM', () => interrupt(143))
process.on('SIGHUP', () => interrupt(129))
// The launcher was killed and could not pass that on.
process.on('disconnect', () => interrupt(137))
process.channel?.unref()

// It is no failure when the reader has seen enough (`| head`).
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(exitCodes.ok)
})

const words = process.argv.slice(2)
const code = await runCommandLine(await commandsFor(words), words, {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  outIsTerminal: process.stdout.isTTY,
  errIsTerminal: process.stderr.isTTY,
  columns: process.stdout.columns ?? 100,
  cwd: process.cwd(),
  env: process.env,
  signal: interrupted.signal,
  endsItself: () => void (endsItself = true),
})
process.exitCode = asked?.code ?? code
