import type { StartForm } from '#contract/run-plans.ts'
import { shellWord } from '#domain/shell-word.ts'

/** Where the value of a field comes from, strongest first. */
export type ValueSource = 'typed' | 'link' | 'run' | 'default' | 'last' | 'none'

export interface StartValue {
  readonly value: string
  readonly from: ValueSource
}

/** What can fill in a field: the address, an earlier run. */
export interface Prefill {
  readonly link: Readonly<Record<string, string>>
  readonly run: Readonly<Record<string, string>> | undefined
}

/** The value of every input and its source: typed, link, earlier run, default, last run. */
export function startValues(
  { inputs, last }: Pick<StartForm, 'inputs' | 'last'>,
  typed: Readonly<Record<string, string>>,
  { link, run }: Prefill,
): Readonly<Record<string, StartValue>> {
  return Object.fromEntries(
    inputs.map(({ name, default: initial }): [string, StartValue] => {
      const sources: readonly (readonly [ValueSource, string | undefined])[] = [
        ['typed', typed[name]],
        ['link', link[name]],
        ['run', run?.[name]],
        ['default', initial],
        ['last', last?.inputs[name]],
      ]
      const [from, value = ''] = sources.find(([, candidate]) => candidate !== undefined) ?? ['none']
      return [name, { value, from }]
    }),
  )
}

const prefix = 'input.'

/** The inputs in an address, as `input.<name>=<value>`. */
export function inputsOfAddress(search: URLSearchParams): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...search].flatMap(([name, value]) => (name.startsWith(prefix) ? [[name.slice(prefix.length), value]] : [])),
  )
}

export interface StartLink {
  readonly inputs: Readonly<Record<string, string>>
  readonly note: string
  readonly version?: number | undefined
  /** Digest of the plan that was seen. */
  readonly plan?: string | undefined
}

/** The parameters of an address that opens the form as it is now, without empty ones. */
export function startSearch({ inputs, note, version, plan }: StartLink): URLSearchParams {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(inputs)) search.set(`${prefix}${name}`, value)
  if (note !== '') search.set('note', note)
  if (version !== undefined) search.set('version', String(version))
  if (plan !== undefined) search.set('plan', plan)
  return search
}

/** The command that asks for the same plan. */
export function dryRunCommand(project: string, line: string, inputs: Readonly<Record<string, string>>): string {
  const options = Object.entries(inputs).map(([name, value]) => `--input ${shellWord(`${name}=${value}`)}`)
  return ['bin/linewright run start', line, `--project ${project}`, ...options, '--dry-run'].join(' ')
}
