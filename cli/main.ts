import { exitCodes } from './command.ts'
import { commandsFor } from './commands.ts'
import { runCommandLine } from './run-command-line.ts'

// The program around `runCommandLine`: streams, signals and the exit code of this process.
const interrupted = new AbortController()
let endsItself = false
/** When it was asked to end, and the exit code that says by what. */
let asked: { readonly at: number; readonly code: number } | undefined

/** A terminal sends Ctrl+C to a launcher in another Node as well, which passes it on: within this time, in milliseconds, two are one. */
const sameMs = 200

// What does not listen to the first signal is ended by the second one, or after a while.
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
// The launcher was killed, which nobody could pass on.
process.on('disconnect', () => interrupt(137))
process.channel?.unref()

// A reader that has seen enough (`| head`) is no failure.
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
