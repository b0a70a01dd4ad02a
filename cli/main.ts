import { exitCodes } from './command.ts'
import { commandsFor } from './commands.ts'
import { runCommandLine } from './run-command-line.ts'

// The program around `runCommandLine`: streams, signals and the exit code of this process.
const interrupted = new AbortController()
let endsItself = false
process.once('SIGINT', () => {
  interrupted.abort()
  process.exitCode = 130
  // What does not listen to the signal is ended by the second one, or by this.
  if (!endsItself) setTimeout(() => process.exit(130), 2000).unref()
  process.once('SIGINT', () => process.exit(130))
})
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
process.exitCode = interrupted.signal.aborted ? 130 : code
