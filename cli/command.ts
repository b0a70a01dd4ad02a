import type { Terminal } from './terminal.ts'

/** One option of a command as data, from which help, parser and completion are made. */
export interface OptionSpec {
  /** One letter, as in `-c`. */
  readonly short?: string
  /** Placeholder for the value in help, for example `FILE`; without it the option is a switch. */
  readonly value?: string
  readonly summary: string
  readonly required?: boolean
  /** Whether it may be given several times. */
  readonly repeatable?: boolean
  readonly choices?: readonly string[]
  /** What shell completion offers for the value. */
  readonly completes?: 'file' | 'directory'
}

export type OptionSpecs = Readonly<Record<string, OptionSpec>>

/** Arguments after the command's name; the last one may take all that remain. */
export interface ArgumentSpec {
  readonly name: string
  readonly summary: string
  readonly optional?: boolean
  readonly repeatable?: boolean
  readonly choices?: readonly string[]
  readonly completes?: 'file' | 'directory'
}

/** Values of options by name: a boolean for a switch, a list for a repeatable option, undefined for one that is not given. */
export type OptionValues<Specs extends OptionSpecs> = {
  readonly [Name in keyof Specs]: Specs[Name] extends { readonly value: string }
    ? Specs[Name] extends { readonly repeatable: true }
      ? readonly string[]
      : Specs[Name] extends { readonly required: true }
        ? string
        : string | undefined
    : boolean
}

/** Options as the parser reads them, before a command adds its own types. */
export type ParsedOptions = Readonly<Record<string, string | readonly string[] | boolean | undefined>>

export interface Invocation<Options> {
  readonly options: Options
  readonly args: readonly string[]
  readonly terminal: Terminal
}

/** Exit codes, the same for all commands. */
export const exitCodes = { ok: 0, failed: 1, usage: 2 } as const

/** A command in the table of commands. */
export interface Command {
  /** The words that call it, for example `['pipeline', 'compile']`. */
  readonly path: readonly string[]
  readonly summary: string
  /** Further paragraphs of its help. */
  readonly description?: string
  readonly args: readonly ArgumentSpec[]
  readonly options: OptionSpecs
  /** Pairs of a goal and the command line that reaches it. */
  readonly examples: readonly (readonly [string, string])[]
  /** Does the work and returns the exit code. */
  run(invocation: Invocation<ParsedOptions>): Promise<number>
}

/** Makes a command whose `run` gets its options with their types. */
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

/** Adds types without a check: the parser read the values by the same specs. */
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
