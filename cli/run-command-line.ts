import { nearestName } from '#domain/line/nearest-name.ts'
import { exitCodes, type Command } from './command.ts'
import { helpOf, overview } from './help.ts'
import { findCommand, parseArguments, UsageError } from './parse-arguments.ts'
import { CommandFailure, placedProblem, reportProblem } from './report.ts'
import type { Terminal } from './terminal.ts'

export type Surroundings = Omit<Terminal, 'format' | 'outputFile'>

/** Runs one command line and returns its exit code. Explains wrong use on standard error; throws unexpected errors. */
export async function runCommandLine(
  commands: readonly Command[],
  words: readonly string[],
  surroundings: Surroundings,
): Promise<number> {
  const terminal: Terminal = { ...surroundings, format: 'text', outputFile: undefined }
  try {
    if (words[0] === 'help') return help(commands, words.slice(1), terminal)
    const { command, path, rest } = findCommand(commands, words)
    if (command === undefined) {
      if (path.length === 0 && rest[0] === '--version') return await runCommandLine(commands, ['version'], surroundings)
      if (rest.includes('--help') || rest.includes('-h') || words.length === 0) return help(commands, path, terminal)
      return unknownCommand(commands, path, terminal)
    }
    const { options, args } = parseArguments(command, rest)
    if (options['help'] === true) return help(commands, command.path, terminal)
    const format = options['output'] === 'json' || options['output'] === 'yaml' ? options['output'] : 'text'
    const file = options['output-file']
    return await command.run({
      options,
      args,
      terminal: { ...terminal, format, outputFile: typeof file === 'string' ? file : undefined },
    })
  } catch (error) {
    // A signal needs no explanation; the exit code tells which one.
    if (surroundings.signal.aborted && isAbort(error)) return exitCodes.failed
    if (error instanceof CommandFailure) {
      reportProblem(terminal, error.problem, error.file)
      writeFailure(terminal, words, placedProblem(error.problem, error.file))
      return exitCodes.failed
    }
    if (!(error instanceof UsageError)) throw error
    writeFailure(terminal, words, { code: 'invalid-request', message: error.message, fix: error.fix })
    terminal.err(`linewright: ${error.message}\n${error.fix === undefined ? '' : `  fix: ${error.fix}\n`}`)
    return exitCodes.usage
  }
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError'
}

/** Also writes the failure as JSON if JSON was requested, in addition to the text for people. */
function writeFailure(terminal: Terminal, words: readonly string[], error: object): void {
  if (words.includes('--output=json') || words[words.indexOf('--output') + 1] === 'json')
    terminal.out(`${JSON.stringify({ error }, null, 2)}\n`)
}

function help(commands: readonly Command[], path: readonly string[], terminal: Terminal): number {
  const command = commands.find((candidate) => candidate.path.join(' ') === path.join(' '))
  if (
    command === undefined &&
    !commands.some((candidate) => path.every((word, index) => candidate.path[index] === word))
  )
    return unknownCommand(commands, path, terminal)
  terminal.out(command === undefined ? overview(commands, path, terminal) : helpOf(command, terminal))
  return exitCodes.ok
}

function unknownCommand(commands: readonly Command[], path: readonly string[], terminal: Terminal): number {
  const known = commands.filter((command) => command.path[0] === path[0])
  if (known.length > 0 && path.length === 1) {
    terminal.err(overview(commands, path, { ...terminal, outIsTerminal: terminal.errIsTerminal }))
    return exitCodes.usage
  }
  const names = commands.map((command) => command.path.join(' '))
  const near =
    nearestName(path.slice(0, 2).join(' '), names) ??
    names.find((name) => name.split(' ').includes(path[0] ?? '')) ??
    nearestName(
      path[0] ?? '',
      names.map((name) => name.split(' ')[0] ?? ''),
    )
  terminal.err(`linewright: There is no command "${path.join(' ')}"\n`)
  terminal.err(
    `  fix: ${near === undefined ? 'linewright help lists all commands' : `Did you mean linewright ${near}?`}\n`,
  )
  return exitCodes.usage
}
