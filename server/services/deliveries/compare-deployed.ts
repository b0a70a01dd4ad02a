import { parse as parseYaml } from '#domain/yaml.ts'
import { z } from 'zod'
import type { ResolvedParameter } from '#domain/parameters/resolved.ts'

const identitySchema = z.looseObject({ kind: z.string(), metadata: z.looseObject({ name: z.string() }) })

/** A manifest before and after; '' if one side has none. */
export interface ManifestChange {
  readonly path: string
  readonly now: string
  readonly after: string
}

/** Changes of manifests, matched by kind and name. */
export function manifestChanges(
  now: readonly string[],
  after: readonly { readonly path: string; readonly text: string }[],
): readonly ManifestChange[] {
  const before = new Map(now.map((text) => [identityOf(text), text]))
  const planned = after.map(({ path, text }) => {
    const identity = identityOf(text)
    const old = before.get(identity) ?? ''
    before.delete(identity)
    return { path, now: old, after: text }
  })
  return [...planned, ...[...before].map(([path, text]) => ({ path, now: text, after: '' }))]
}

function identityOf(text: string): string {
  try {
    const parsed = identitySchema.safeParse(parseYaml(text))
    return parsed.success ? `${parsed.data.kind.toLowerCase()}/${parsed.data.metadata.name}` : text
  } catch {
    return text
  }
}

/** A value before and after, and the layer of the new one. */
export interface ValueChange {
  readonly parameter: string
  readonly now: string
  readonly after: string
  readonly setBy: string
}

/** The changed values; those bound by the line come first, since they say most about a stage. */
export function valueChanges(
  now: readonly ResolvedParameter[],
  after: readonly ResolvedParameter[],
): readonly ValueChange[] {
  const isBound = ({ chain }: ResolvedParameter): boolean => chain.some(({ won, layer }) => won && layer === 'line')
  return [...after.filter(isBound), ...after.filter((one) => !isBound(one))].flatMap((parameter) => {
    const old = shownValue(now.find(({ name }) => name === parameter.name))
    const value = shownValue(parameter)
    if (old === value) return []
    const winner = parameter.chain.find(({ won }) => won)
    return [{ parameter: parameter.name, now: old, after: value, setBy: winner?.source?.text ?? winner?.layer ?? '' }]
  })
}

/** A secret is only shown by reference, and a later value by its expression. */
function shownValue(parameter: ResolvedParameter | undefined): string {
  if (parameter?.secret !== undefined) return `${parameter.secret.key}@${parameter.secret.version ?? ''}`
  if (parameter?.state === 'later') return parameter.chain.find(({ won }) => won)?.expression ?? ''
  return parameter?.value ?? ''
}
