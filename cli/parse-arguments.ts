import { parseArgs } from 'node:util'
import { nearestName } from '#domain/line/nearest-name.ts'
import { commonOptions, type Command, type OptionSpec, type OptionSpecs, type ParsedOptions } from './command.ts'

/** A wrong command line, with a fix. */
export class UsageError extends Error {
  readonly fix: string | undefined
  constructor(message: string, fix?: string) {
    super(message)
    this.fix = fix
  }
}

export interface ParsedArguments {
  readonly options: ParsedOptions
  readonly args: readonly string[]
}

/** Finds the command that the first words name, and the remaining words; none for a prefix of several commands. */
export function findCommand(
  commands: readonly Command[],
  words: readonly string[],
): { readonly command: Command | undefined; readonly path: readonly string[]; readonly rest: readonly string[] } {
  const plain = words.findIndex((word) => word.startsWith('-'))
  const leading = plain < 0 ? words : words.slice(0, plain)
  const command = commands
    .filter(({ path }) => path.every((word, index) => leading[index] === word))
    .sort((a, b) => b.path.length - a.path.length)[0]
  if (command !== undefined) return { command, path: command.path, rest: words.slice(command.path.length) }
  return { command: undefined, path: leading, rest: words.slice(leading.length) }
}

/** Parses options and arguments by the command's specs; throws a UsageError with the nearest name for an unknown one. */
export function parseArguments(command: Command, words: readonly string[]): ParsedArguments {
  const specs: OptionSpecs = { ...commonOptions, ...command.options }
  const { tokens } = parseArgs({
    args: [...words],
    options: Object.fromEntries(Object.entries(specs).map(([name, spec]) => [name, parserOption(spec)])),
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  const values: Record<string, string | string[] | boolean | undefined> = {}
  for (const [name, spec] of Object.entries(specs)) values[name] = emptyValue(spec)
  const args: string[] = []
  for (const token of tokens) {
    if (token.kind === 'positional') args.push(token.value)
    if (token.kind !== 'option') continue
    const spec = Object.hasOwn(specs, token.name) ? specs[token.name] : undefined
    if (spec === undefined) throw unknownOption(token.rawName, specs, command)
    // An option followed by another one has no value: it was forgotten, or its variable is empty.
    put(values, token.name, spec, isOption(token.value, specs) ? undefined : token.value, token.rawName)
  }
  if (values['help'] === true) return { options: values, args }
  checkRequired(command, specs, values)
  checkArguments(command, args)
  return { options: values, args }
}

/** Splits the values of an option such as `--input NAME=VALUE`. */
export function pairs(option: string, values: readonly string[], form: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const text of values) {
    const at = text.indexOf('=')
    if (at < 1) throw new UsageError(`${option} takes ${form}; "${text}" has no "="`)
    const name = text.slice(0, at)
    if (found.has(name)) throw new UsageError(`${option} ${name} is given twice`)
    found.set(name, text.slice(at + 1))
  }
  return found
}

function isOption(text: string | undefined, specs: OptionSpecs): boolean {
  return Object.entries(specs).some(([name, { short }]) => text === `--${name}` || text === `-${short}`)
}

function parserOption({ value, short, repeatable }: OptionSpec) {
  return {
    type: value === undefined ? ('boolean' as const) : ('string' as const),
    ...(short === undefined ? {} : { short }),
    multiple: repeatable === true,
  }
}

function emptyValue({ value, repeatable }: OptionSpec): string[] | boolean | undefined {
  if (value === undefined) return false
  return repeatable === true ? [] : undefined
}

function put(
  values: Record<string, string | string[] | boolean | undefined>,
  name: string,
  spec: OptionSpec,
  value: string | undefined,
  written: string,
): void {
  if (spec.value === undefined) {
    if (value !== undefined) throw new UsageError(`${written} takes no value`)
    values[name] = true
    return
  }
  if (value === undefined || value === '') throw new UsageError(`${written} needs a value: ${written} ${spec.value}`)
  if (spec.choices !== undefined && !spec.choices.includes(value)) {
    const near = nearestName(value, spec.choices)
    throw new UsageError(
      `${written} is one of ${spec.choices.join(', ')}; "${value}" is none of them`,
      near === undefined ? undefined : `Did you mean ${written} ${near}?`,
    )
  }
  const known = values[name]
  if (Array.isArray(known)) known.push(value)
  else if (known === undefined) values[name] = value
  else throw new UsageError(`${written} is given twice`)
}

function unknownOption(written: string, specs: OptionSpecs, command: Command): UsageError {
  const near = nearestName(written.replace(/^-+/, ''), Object.keys(specs))
  return new UsageError(
    `There is no option ${written}`,
    near === undefined ? `Options: linewright ${command.path.join(' ')} --help` : `Did you mean --${near}?`,
  )
}

function checkRequired(command: Command, specs: OptionSpecs, values: ParsedOptions): void {
  const missing = Object.entries(specs).filter(([name, spec]) => spec.required === true && values[name] === undefined)
  if (missing.length === 0) return
  const names = missing.map(([name, spec]) =>
    `${spec.short === undefined ? '' : `-${spec.short}/`}--${name} ${spec.value ?? ''}`.trim(),
  )
  throw new UsageError(`${names.join(' and ')} must be given`, exampleOf(command))
}

function exampleOf({ examples: [first] }: Command): string | undefined {
  return first === undefined ? undefined : `For example: ${first[1]}`
}

function checkArguments(command: Command, args: readonly string[]): void {
  const needed = command.args.filter(({ optional }) => optional !== true)
  const lacking = needed[args.length]
  if (lacking !== undefined) throw new UsageError(`${lacking.name} is missing: ${lacking.summary}`, exampleOf(command))
  const open = command.args.at(-1)?.repeatable === true
  const extra = args[command.args.length]
  if (!open && extra !== undefined) throw new UsageError(`"${extra}" is one word too many`)
}
