import { commonOptions, type Command, type OptionSpec } from './command.ts'
import { painter, type Terminal } from './terminal.ts'

type Row = readonly [string, string]

/** Makes the help of the whole program, or of all commands with a prefix. */
export function overview(commands: readonly Command[], path: readonly string[], terminal: Terminal): string {
  const paint = painter(terminal.outIsTerminal, terminal.env)
  const shown = commands.filter((command) => path.every((word, index) => command.path[index] === word))
  const rows = shown.map((command): Row => [command.path.join(' '), command.summary])
  const name = ['linewright', ...path].join(' ')
  return [
    ...(path.length === 0
      ? ['Compiles, checks and runs what delivers software: on this machine alone, or with a server.', '']
      : []),
    `${paint('bold', 'Usage:')} ${name} COMMAND [OPTIONS]`,
    '',
    paint('bold', 'Commands:'),
    ...table(rows, terminal.columns),
    '',
    `${paint('bold', 'More:')} linewright COMMAND --help shows options and examples.`,
    'Exit codes: 0 done, 1 failed or findings of severity error, 2 wrong use, 130 interrupted, 143 terminated.',
    '',
  ].join('\n')
}

/** Makes the help of one command: usage, options, examples. */
export function helpOf(command: Command, terminal: Terminal): string {
  const paint = painter(terminal.outIsTerminal, terminal.env)
  const args = command.args.map(({ name, optional, repeatable }) => {
    const many = repeatable === true ? `${name}...` : name
    return optional === true ? `[${many}]` : many
  })
  const required = Object.entries(command.options)
    .filter(([, spec]) => spec.required === true)
    .map(([name, spec]) => `${spec.short === undefined ? `--${name}` : `-${spec.short}`} ${spec.value ?? ''}`)
  const sections = [
    command.summary,
    '',
    `${paint('bold', 'Usage:')} ${['linewright', ...command.path, ...args, ...required, '[OPTIONS]'].join(' ')}`,
    ...(command.description === undefined ? [] : ['', ...wrap(command.description, '', terminal.columns)]),
  ]
  if (command.args.length > 0)
    sections.push(
      '',
      paint('bold', 'Arguments:'),
      ...table(
        command.args.map(({ name, summary }): Row => [name, summary]),
        terminal.columns,
      ),
    )
  sections.push(
    '',
    paint('bold', 'Options:'),
    ...table(optionRows({ ...command.options, ...commonOptions }), terminal.columns),
  )
  if (command.examples.length > 0) {
    sections.push('', paint('bold', 'Examples:'))
    for (const [what, line] of command.examples) sections.push(`  ${paint('dim', `# ${what}`)}`, `  ${line}`, '')
  }
  return `${sections.join('\n').trimEnd()}\n`
}

function optionRows(specs: Readonly<Record<string, OptionSpec>>): Row[] {
  return Object.entries(specs).map(([name, spec]): Row => {
    const short = spec.short === undefined ? '    ' : `-${spec.short}, `
    const value = spec.value === undefined ? '' : ` ${spec.choices === undefined ? spec.value : spec.choices.join('|')}`
    const notes = [spec.required === true ? 'required' : '', spec.repeatable === true ? 'repeatable' : ''].filter(
      Boolean,
    )
    return [`${short}--${name}${value}`, `${spec.summary}${notes.length === 0 ? '' : ` (${notes.join(', ')})`}`]
  })
}

function table(rows: readonly Row[], columns: number): string[] {
  const width = Math.min(36, Math.max(0, ...rows.map(([left]) => left.length)))
  return rows.flatMap(([left, right]) => {
    const indent = ' '.repeat(width + 4)
    const [first = '', ...rest] = wrap(right, indent, columns)
    const head = `  ${left.padEnd(width)}  `
    return left.length > width
      ? [`  ${left}`, `${indent}${first.trimStart()}`, ...rest]
      : [`${head}${first.trimStart()}`, ...rest]
  })
}

function wrap(text: string, indent: string, columns: number): string[] {
  const width = Math.max(40, Math.min(columns, 120)) - indent.length
  const lines: string[] = []
  for (const paragraph of text.split('\n')) {
    let line = ''
    for (const word of paragraph.split(' ')) {
      if (line !== '' && line.length + 1 + word.length > width) {
        lines.push(`${indent}${line}`)
        line = word
      } else line = line === '' ? word : `${line} ${word}`
    }
    lines.push(`${indent}${line}`.trimEnd())
  }
  return lines
}
