import { z } from 'zod'
import { applySteps } from '../line/edit/splice.ts'
import { openYaml } from '../line/yaml-text.ts'
import { type Deployment, secretReferenceSchema } from '../project.ts'
import type { Result } from '../result.ts'

const textSchema = z.union([z.string(), z.number(), z.boolean()]).transform(String)

/** A ParameterSet document: `config`, `secrets` and `credentials` of value-stream 1.7; layers above a Deployment have `config` only. */
export const parameterSetSchema = z.object({
  config: z
    .record(z.string(), textSchema)
    .nullish()
    .transform((found) => found ?? {}),
  secrets: z
    .array(secretReferenceSchema)
    .nullish()
    .transform((found) => found ?? []),
  credentials: z
    .record(z.string(), z.string())
    .nullish()
    .transform((found) => found ?? {}),
})

/** What a ParameterSet document says (Deployment Config, Deployment Secret and credentials of value-stream 1.7). */
export type ParameterSet = Pick<Deployment, 'config' | 'secrets' | 'credentials'>

/** Reads a ParameterSet document; what cannot be read counts as empty. */
export function parseParameterSet(text: string): ParameterSet {
  const parsed = parameterSetSchema.safeParse(openYaml(text).value ?? {})
  return parsed.success ? parsed.data : { config: {}, secrets: [], credentials: {} }
}

/** Sets a value of a ParameterSet by a splice; an empty document becomes one with this value. */
export function setParameter(text: string, name: string, value: string): Result<string> {
  return applySteps(orEmpty(text), [{ op: 'set', path: ['config', name], value }])
}

/** Takes a value out of a ParameterSet; the layers below show through. */
export function removeParameter(text: string, name: string): Result<string> {
  const { config } = parseParameterSet(text)
  if (config[name] === undefined) return { ok: true, value: text }
  return applySteps(text, [{ op: 'remove', path: Object.keys(config).length === 1 ? ['config'] : ['config', name] }])
}

/** Lets a secret parameter refer to a secret by key; an existing reference is replaced. */
export function setSecretReference(text: string, name: string, key: string): Result<string> {
  const { secrets } = parseParameterSet(text)
  const index = secrets.findIndex((secret) => secret.name === name)
  return applySteps(orEmpty(text), [
    index < 0
      ? { op: 'insert', path: ['secrets'], index: secrets.length, value: { name, key } }
      : { op: 'set', path: ['secrets', index, 'key'], value: key },
  ])
}

/** Takes a secret parameter's reference out. */
export function removeSecretReference(text: string, name: string): Result<string> {
  const index = parseParameterSet(text).secrets.findIndex((secret) => secret.name === name)
  return index < 0 ? { ok: true, value: text } : applySteps(text, [{ op: 'remove', path: ['secrets', index] }])
}

/** A document of comments or blanks only has no map that a key could go into. */
function orEmpty(text: string): string {
  return openYaml(text).document.contents === null
    ? `${text === '' || text.endsWith('\n') ? text : `${text}\n`}config: {}\n`
    : text
}
