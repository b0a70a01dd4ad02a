import { isMap, isScalar, type Node } from 'yaml'
import type { Step } from '../line/edit/plain-steps.ts'
import { sameValue } from '../same-value.ts'
import { readSecretText } from './secret-text.ts'
import { applySteps } from '../line/edit/splice.ts'
import { scalarText } from '../line/edit/write-yaml.ts'
import { openYamlOnce } from '../line/yaml-text.ts'
import type { Result } from '../result.ts'
import { type ParameterSet, readParameterSet } from './read-parameter-set.ts'

/** Reads a ParameterSet document; leaves out what cannot be read. */
export function parseParameterSet(text: string): ParameterSet {
  return readParameterSet(text).set
}

/** Sets a value of a ParameterSet by a splice; an empty document becomes one with this value. */
export function setParameter(text: string, name: string, value: string): Result<string> {
  const first = withFirstValues(text, new Map([[name, value]]))
  return first === undefined
    ? applySteps(orEmpty(text), [{ op: 'set', path: ['config', name], value }])
    : { ok: true, value: first }
}

/**
 * Writes the first values of a document, one per line so that people find room for comments. Undefined if it has values already, or if only
 * step-by-step splices handle its form.
 */
export function withFirstValues(text: string, values: ReadonlyMap<string, string>): string | undefined {
  const { document, findings, value } = openYamlOnce(text)
  if (values.size === 0 || findings.some(({ severity }) => severity === 'error')) return undefined
  const eol = text.includes('\r\n') ? '\r\n' : '\n'
  const lines = [...values]
    .map(([name, given]) => `  ${scalarText(name, false)}: ${scalarText(given, false)}`)
    .join(eol)
  const after = placedFirst(text, document.contents, eol, lines)
  if (after === undefined) return undefined
  const config = Object.fromEntries(values)
  const wanted = typeof value === 'object' && value !== null ? { ...value, config } : { config }
  const read = openYamlOnce(after)
  return !read.findings.some(({ severity }) => severity === 'error') && sameValue(read.value, wanted)
    ? after
    : undefined
}

function placedFirst(text: string, root: Node | null, eol: string, lines: string): string | undefined {
  if (root === null) return `${text === '' || text.endsWith('\n') ? text : `${text}${eol}`}config:${eol}${lines}${eol}`
  const config = isMap(root) ? root.items.find(({ key }) => isScalar(key) && key.value === 'config')?.value : undefined
  if (!isMap(config) || config.flow !== true || config.items.length > 0 || !config.range) return undefined
  const [start, end] = config.range
  const isAlone = /^[ \t]*(\r?\n|$)/.test(text.slice(end)) && !text.slice(start, end).includes('#')
  return isAlone ? `${text.slice(0, start).replace(/ +$/, '')}${eol}${lines}${text.slice(end)}` : undefined
}

/**
 * Removes a value from a ParameterSet, so that the layers below show through. Removing the last one removes `config` too, unless nothing else would
 * remain or the published document had an empty one: setting and removing a value must leave no change.
 */
export function removeParameter(text: string, name: string, published?: string): Result<string> {
  const { config } = parseParameterSet(text)
  if (config[name] === undefined) return { ok: true, value: text }
  if (Object.keys(config).length > 1) return applySteps(text, [{ op: 'remove', path: ['config', name] }])
  const emptied = withoutValues(text)
  if (emptied !== undefined && emptied === published) return { ok: true, value: emptied }
  const dropped = applySteps(text, [{ op: 'remove', path: ['config'] }])
  return dropped.ok || emptied === undefined ? dropped : { ok: true, value: emptied }
}

/** Replaces the values of a document by `config: {}`; undefined if only step-by-step splices handle its form. */
function withoutValues(text: string): string | undefined {
  const { document, value } = openYamlOnce(text)
  const root = document.contents
  const pair = isMap(root) ? root.items.find(({ key }) => isScalar(key) && key.value === 'config') : undefined
  const [key, config] = [pair?.key, pair?.value]
  if (!isScalar(key) || !key.range || !isMap(config) || config.anchor !== undefined) return undefined
  const last = config.items.at(-1)?.value
  const end = config.flow === true ? config.range?.[1] : isScalar(last) ? last.range?.[1] : undefined
  const colon = text.indexOf(':', key.range[1])
  if (end === undefined || colon < 0 || typeof value !== 'object' || value === null) return undefined
  const after = `${text.slice(0, colon)}: {}${text.slice(end)}`
  const read = openYamlOnce(after)
  return !read.findings.some(({ severity }) => severity === 'error') && sameValue(read.value, { ...value, config: {} })
    ? after
    : undefined
}

/** Sets the secret, or the version of one (`key@3`), that a secret parameter refers to; replaces an existing reference. */
export function setSecretReference(text: string, name: string, said: string): Result<string> {
  const { secrets } = parseParameterSet(text)
  const index = secrets.findIndex((secret) => secret.name === name)
  const { key, version } = readSecretText(said)
  if (index < 0) {
    const value = { name, key, ...(version === undefined ? {} : { version }) }
    return applySteps(orEmpty(text), [{ op: 'insert', path: ['secrets'], index: secrets.length, value }])
  }
  const path = ['secrets', index]
  const steps: Step[] = [{ op: 'set', path: [...path, 'key'], value: key }]
  if (version !== undefined) steps.push({ op: 'set', path: [...path, 'version'], value: version })
  else if (secrets[index]?.version !== undefined) steps.push({ op: 'remove', path: [...path, 'version'] })
  return applySteps(text, steps)
}

/** Removes a secret parameter's reference. */
export function removeSecretReference(text: string, name: string): Result<string> {
  const index = parseParameterSet(text).secrets.findIndex((secret) => secret.name === name)
  return index < 0 ? { ok: true, value: text } : applySteps(text, [{ op: 'remove', path: ['secrets', index] }])
}

/** A document with only comments or blanks has no map to put a key into. */
function orEmpty(text: string): string {
  return openYamlOnce(text).document.contents === null
    ? `${text === '' || text.endsWith('\n') ? text : `${text}\n`}config: {}\n`
    : text
}
