import type { Terminal } from './terminal.ts'

/** One option of a command, as data: help, parsing and completion are made from it. */
export interface OptionSpec {
  /** One letter, as in `-c`. */
  readonly short?: string
  /** What stands for the value in help, for example `FILE`; an option without it is a switch. */
  readonly value?: string
  readonly summary: string
  readonly required?: boolean
  /** May be given several times. */
  readonly repeatable?: boolean
  readonly choices?: readonly string[]
  /** What a shell offers for the value. */
  readonly completes?: 'file' | 'directory'
}

export type OptionSpecs = Readonly<Record<string, OptionSpec>>

/** Words behind the command's name; the last one may take all that are left. */
export interface ArgumentSpec {
  readonly name: string
  readonly summary: string
  readonly optional?: boolean
  readonly repeatable?: boolean
  readonly choices?: readonly string[]
  readonly completes?: 'file' | 'directory'
}

/** Values of options by name: a switch is a boolean, a repeatable option a list, an option that is not given undefined. */
export type OptionValues<Specs extends OptionSpecs> = {
  readonly [Name in keyof Specs]: Specs[Name] extends { readonly value: string }
    ? Specs[Name] extends { readonly repeatable: true }
      ? readonly string[]
      : Specs[Name] extends { readonly required: true }
        ? string
        : string | undefined
    : boolean
}

/** Options as the parser has read them, before a command's own types are on them. */
export type ParsedOptions = Readonly<Record<string, string | readonly string[] | boolean | undefined>>

export interface Invocation<Options> {
  readonly options: Options
  readonly args: readonly string[]
  readonly terminal: Terminal
}

/** Exit codes, the same for all commands. */
export const exitCodes = { ok: 0, failed: 1, usage: 2 } as const

/** A command as the table holds it. */
export interface Command {
  /** The words that call it, for example `['pipeline', 'compile']`. */
  readonly path: readonly string[]
  readonly summary: string
  /** Further paragraphs of its help. */
  readonly description?: string
  readonly args: readonly ArgumentSpec[]
  readonly options: OptionSpecs
  /** What somebody wants to do, and the command line that does it. */
  readonly examples: readonly (readonly [string, string])[]
  /** Does the work and answers the exit code. */
  run(invocation: Invocation<ParsedOptions>): Promise<number>
}

/** Makes a command whose `run` sees its options with their types. */
export function defineCommand<const Specs extends OptionSpecs>(
  definition: Omit<Command, 'options' | 'args' | 'run'> & {
    readonly args?: readonly ArgumentSpec[]
    readonly options: Specs
    run(invocation: Invocation<OptionValues<Specs>>): Promise<number>
  },
): Command {
  return {
    ...definition,
    args: definition.args ?? [],
    run: (invocation) => definition.run({ ...invocation, options: typed(definition.options, invocation.options) }),
  }
}

/** The parser has read values by these very specs, so every name holds what its spec says. */
function typed<Specs extends OptionSpecs>(specs: Specs, values: ParsedOptions): OptionValues<Specs> {
  function holds(given: ParsedOptions): given is ParsedOptions & OptionValues<Specs> {
    return Object.keys(specs).every((name) => name in given)
  }
  if (!holds(values)) throw new Error('Options were read by other specs than the command has')
  return values
}

/** Options that every command has. */
export const commonOptions = {
  output: {
    value: 'FORMAT',
    choices: ['json', 'yaml'],
    summary: 'Print the result as data instead of text for people',
  },
  'output-file': {
    short: 'o',
    value: 'FILE',
    completes: 'file',
    summary: 'Write the result to a file instead of standard output',
  },
  help: { short: 'h', summary: 'Show how the command is used' },
} as const satisfies OptionSpecs
