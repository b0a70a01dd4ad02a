import { commonOptions, type Command, type OptionSpec } from './command.ts'

export const shells = ['bash', 'zsh', 'fish'] as const
export type Shell = (typeof shells)[number]

/** Makes a completion script for a shell from the table of commands; the script starts no program while it completes. */
export function completionScript(shell: Shell, commands: readonly Command[]): string {
  switch (shell) {
    case 'bash':
      return bash(commands)
    case 'zsh':
      return zsh(commands)
    case 'fish':
      return fish(commands)
  }
}

interface NextWords {
  /** The preceding words, joined by blanks; empty for the first word. */
  readonly before: string
  readonly words: readonly { readonly word: string; readonly summary: string }[]
}

function nextWords(commands: readonly Command[]): readonly NextWords[] {
  const byPrefix = new Map<string, Map<string, string>>()
  for (const { path, summary } of commands) {
    path.forEach((word, index) => {
      const before = path.slice(0, index).join(' ')
      const words = byPrefix.get(before) ?? new Map<string, string>()
      const last = index === path.length - 1
      if (!words.has(word) || last) words.set(word, last ? summary : `Commands of ${word}`)
      byPrefix.set(before, words)
    })
  }
  byPrefix.get('')?.set('help', 'All commands, or those of an area')
  return [...byPrefix].map(([before, words]) => ({
    before,
    words: [...words].map(([word, summary]) => ({ word, summary })),
  }))
}

/** Options wherever a command is not complete yet: before any word, and after a common prefix of several commands. */
function optionsBetween(commands: readonly Command[]): ReadonlyMap<string, readonly string[]> {
  const known = new Set(commands.map(({ path }) => path.join(' ')))
  const open = nextWords(commands).filter(({ before }) => !known.has(before))
  return new Map(open.map(({ before }) => [before, ['--help', '-h', ...(before === '' ? ['--version'] : [])]]))
}

function optionsOf(command: Command): readonly (readonly [string, OptionSpec])[] {
  return Object.entries({ ...command.options, ...commonOptions })
}

function flags([name, { short }]: readonly [string, OptionSpec]): string[] {
  return [`--${name}`, ...(short === undefined ? [] : [`-${short}`])]
}

function takesFiles({ args }: Command): boolean {
  return args.some(({ completes }) => completes !== undefined)
}

/** The choices for a command's arguments. */
function choicesOf({ args }: Command): readonly string[] {
  return args.flatMap(({ choices = [] }) => choices)
}

function bash(commands: readonly Command[]): string {
  const words = nextWords(commands).map(
    ({ before, words: next }) => `    "${before}") words="${next.map(({ word }) => word).join(' ')}" ;;`,
  )
  const choices = commands
    .filter((command) => choicesOf(command).length > 0)
    .map((command) => `    "${command.path.join(' ')}") words="${choicesOf(command).join(' ')}" ;;`)
  const options = [
    ...[...optionsBetween(commands)].map(([before, words]) => `    "${before}") words="${words.join(' ')}" ;;`),
    ...commands.map(
      (command) => `    "${command.path.join(' ')}") words="${optionsOf(command).flatMap(flags).join(' ')}" ;;`,
    ),
  ]
  const values = commands.flatMap((command) =>
    optionsOf(command).flatMap(([name, spec]) => {
      const then =
        spec.choices !== undefined
          ? `mapfile -t COMPREPLY < <(compgen -W "${spec.choices.join(' ')}" -- "$current")`
          : spec.completes === undefined
            ? undefined
            : `mapfile -t COMPREPLY < <(compgen ${spec.completes === 'directory' ? '-d' : '-f'} -- "$current")`
      const patterns = flags([name, spec]).map((flag) => `"${command.path.join(' ')} ${flag}"`)
      return then === undefined ? [] : [`    ${patterns.join('|')}) ${then}; return ;;`]
    }),
  )
  const files = commands.filter(takesFiles).map((command) => `"${command.path.join(' ')}"`)
  return `# bash completion of linewright
_linewright() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" command="" words="" word
  # Bash takes --option=value for three words.
  if [[ "$current" == "=" ]]; then current=""; elif [[ "$previous" == "=" ]]; then previous="\${COMP_WORDS[COMP_CWORD-2]}"; fi
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$word" in -*) break ;; esac
    case "\${command:+$command }$word" in
    ${[...new Set(commands.flatMap(({ path }) => path.map((_, index) => `"${path.slice(0, index + 1).join(' ')}"`)))].join('|')}) command="\${command:+$command }$word" ;;
    *) break ;;
    esac
  done
  case "$command $previous" in
${values.join('\n')}
  esac
  if [[ "$current" == -* ]]; then
    case "$command" in
${options.join('\n')}
    esac
  else
    case "$command" in
${[...words, ...choices].join('\n')}
${files.length === 0 ? '' : `    ${files.join('|')}) mapfile -t COMPREPLY < <(compgen -f -- "$current"); return ;;`}
    esac
  fi
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
}
complete -o filenames -F _linewright linewright
`
}

function zsh(commands: readonly Command[]): string {
  const quote = (text: string) => text.replaceAll("'", "'\\''").replaceAll(':', '\\:')
  const words = nextWords(commands).map(({ before, words: next }) => {
    const list = next.map(({ word, summary }) => `'${word}:${quote(summary)}'`).join(' ')
    const flags = optionsBetween(commands).get(before)?.join(' ') ?? ''
    return `    '${before}') if [[ "\${words[CURRENT]}" == -* ]]; then compadd -- ${flags}; else entries=(${list}); _describe command entries; fi ;;`
  })
  const options = commands.map((command) => {
    const specs = optionsOf(command).map(([name, spec]) => {
      const text = quote(spec.summary).replaceAll('[', '\\[').replaceAll(']', '\\]')
      const value =
        spec.value === undefined
          ? ''
          : `:${spec.value}:${spec.choices !== undefined ? `(${spec.choices.join(' ')})` : spec.completes === 'directory' ? '_files -/' : spec.completes === 'file' ? '_files' : ' '}`
      const equals = spec.value === undefined ? '' : '='
      const star = spec.repeatable === true ? '*' : ''
      return [
        `'${star}--${name}${equals}[${text}]${value}'`,
        ...(spec.short === undefined ? [] : [`'${star}-${spec.short}[${text}]${value}'`]),
      ].join(' ')
    })
    const choices = choicesOf(command).join(' ')
    const rest = choices !== '' ? ` '1:word:(${choices})'` : takesFiles(command) ? ` '*:file:_files'` : ''
    return `    '${command.path.join(' ')}') shift words; (( CURRENT -= $taken )); _arguments ${specs.join(' ')}${rest} ;;`
  })
  const all = [
    ...new Set(commands.flatMap(({ path }) => path.map((_, index) => `'${path.slice(0, index + 1).join(' ')}'`))),
  ]
  return `#compdef linewright
_linewright() {
  local command='' word
  local -i taken=0
  local -a entries
  for word in "\${(@)words[2,CURRENT-1]}"; do
    case "\${command:+$command }$word" in
    ${all.join('|')}) command="\${command:+$command }$word"; (( taken += 1 )) ;;
    *) break ;;
    esac
  done
  if (( taken > 0 )); then shift $(( taken - 1 )) words; fi
  case "$command" in
${[...options, ...words.filter((line) => !commands.some(({ path }) => line.startsWith(`    '${path.join(' ')}')`)))].join('\n')}
  esac
}
if [[ "$funcstack[1]" = _linewright ]]; then _linewright "$@"; else compdef _linewright linewright; fi
`
}

function fish(commands: readonly Command[]): string {
  const quote = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
  const isAt = (path: string) => (path === '' ? '__fish_use_subcommand' : `__linewright_at ${path}`)
  const lines = nextWords(commands).flatMap(({ before, words }) =>
    words.map(
      ({ word, summary }) => `complete -c linewright -f -n ${quote(isAt(before))} -a ${word} -d ${quote(summary)}`,
    ),
  )
  for (const [before, words] of optionsBetween(commands))
    for (const word of words)
      lines.push(
        `complete -c linewright -f -n ${quote(isAt(before))} ${word.startsWith('--') ? `-l ${word.slice(2)}` : `-s ${word.slice(1)}`}`,
      )
  for (const command of commands) {
    const when = quote(`__linewright_in ${command.path.join(' ')}`)
    for (const [name, spec] of optionsOf(command)) {
      const value =
        spec.choices !== undefined
          ? `-x -a ${quote(spec.choices.join(' '))}`
          : spec.value !== undefined
            ? spec.completes === undefined
              ? '-x'
              : '-r -F'
            : '-f'
      const short = spec.short === undefined ? '' : ` -s ${spec.short}`
      lines.push(`complete -c linewright -n ${when}${short} -l ${name} ${value} -d ${quote(spec.summary)}`)
    }
    const choices = choicesOf(command)
    const rest = takesFiles(command) ? '-F' : choices.length === 0 ? '-f' : `-f -a ${quote(choices.join(' '))}`
    lines.push(`complete -c linewright -n ${when} ${rest}`)
  }
  return `# fish completion of linewright
function __linewright_in
  set -l words (commandline -opc)
  test (count $words) -gt (count $argv); or return 1
  set -l begun $words[2..(math (count $argv) + 1)]
  test "$begun" = "$argv"
end
function __linewright_at
  set -l words (commandline -opc)
  test (count $words) -eq (math (count $argv) + 1); or return 1
  __linewright_in $argv
end
${lines.join('\n')}
`
}
