import { sha256 } from '../../manifests/sha256.ts'
import type { KernelAdapter, KernelField } from '../kernel/kernel-answer.ts'
import type { QvsConfig, QvsParam } from '../qvs-config/qvs-config.ts'

/**
 * Stand-ins for values that are only known later (results of earlier stages): texts that satisfy the adapter's constraint, so that the rest of the
 * manifests can be shown. `reveal` turns them into `$(params.<name>)` in the generated text.
 */
export interface Placeholders {
  readonly values: Readonly<Record<string, string>>
  reveal(text: string): string
}

type Takes = Pick<KernelAdapter, 'id' | 'parameters'>

/** Chooses stand-ins for the named QVS Config parameters, based on the adapter fields that take them; adapters read `numbers` as numbers. */
export function placeholdersFor(
  config: QvsConfig,
  later: readonly string[],
  adapters: readonly Takes[],
  numbers: readonly string[] = [],
): Placeholders {
  const values: Record<string, string> = {}
  const visible: { text: string; name: string }[] = []
  for (const name of later) {
    const param = config.params.find((candidate) => candidate.name === name)
    if (param === undefined) continue
    const text = numbers.includes(name) ? '8080' : standIn(param, fieldOf(config, name, adapters))
    values[name] = text
    if (text.includes(mark(name)) || text.includes(sha256(name))) visible.push({ text, name })
  }
  return {
    values,
    reveal: (text) => visible.reduce((shown, stand) => shown.replaceAll(stand.text, `$(params.${stand.name})`), text),
  }
}

/** The preferred stand-in for a later parameter's value. */
export function mark(name: string): string {
  return `later-${name.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase()}`
}

/** The adapter's parameter that takes the QVS Config parameter unchanged. */
function fieldOf(config: QvsConfig, name: string, adapters: readonly Takes[]): KernelField | undefined {
  for (const entry of config.designPatterns) {
    const taken = Object.entries(entry.params).find(([, value]) => value === `$(params.${name})`)
    if (taken === undefined) continue
    const adapter = adapters.find(({ id }) => samePattern(id, entry.pattern))
    const field = adapter?.parameters.find((candidate) => candidate.name === taken[0])
    if (field !== undefined) return field
  }
  return undefined
}

function samePattern(a: string, b: string): boolean {
  return shortPattern(a) === shortPattern(b)
}

/** Shortens an import path whose package name only repeats the last directory: `a/b:b` becomes `a/b`. */
export function shortPattern(pattern: string): string {
  const match = /^(.*?([^/:]+)):([^/:]+)$/.exec(pattern.trim())
  return match !== null && match[2] === match[3] ? (match[1] ?? pattern) : pattern.trim()
}

/** A number within the limits: the minimum, or a number near an exclusive limit. */
function numberWithin({ minimum, maximum, above, below }: KernelField): number {
  if (minimum !== undefined) return minimum
  const most = maximum ?? below
  if (above !== undefined) return most === undefined || above + 1 < most ? above + 1 : (above + most) / 2
  return most === undefined || most > 1 ? 1 : most - 1
}

function standIn(param: QvsParam, field: KernelField | undefined): string {
  if (param.type === 'int' || param.type === 'float') return String(field === undefined ? 1 : numberWithin(field))
  if (param.type === 'bool') return 'false'
  const options = (field?.enum ?? []).filter((option) => typeof option === 'string')
  const first = options[0]
  if (first !== undefined) return first
  const candidates = [
    mark(param.name),
    affixed(mark(param.name), field?.pattern),
    `sha256:${sha256(param.name)}`,
    `https://${mark(param.name)}.invalid`,
    `/${mark(param.name)}`,
    '1',
    '8080',
    '1s',
    '1Mi',
  ]
  return candidates.find((text) => fits(text, field)) ?? mark(param.name)
}

/** Adds the start or end that a pattern requires, if it requires nothing else (`\\.$`, `^MYSQL_`). */
function affixed(text: string, pattern = ''): string {
  const [, begin = '', end = ''] =
    /^(?:\^((?:[^\\^$.*+?()[\]{}|]|\\\W)+)|((?:[^\\^$.*+?()[\]{}|]|\\\W)+)\$)$/.exec(pattern) ?? []
  return `${begin}${text}${end}`.replaceAll(/\\(\W)/g, '$1')
}

function fits(text: string, field: KernelField | undefined): boolean {
  if (field?.pattern === undefined) return true
  try {
    return new RegExp(field.pattern, 'u').test(text)
  } catch {
    return false
  }
}
