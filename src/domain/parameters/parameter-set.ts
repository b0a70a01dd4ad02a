import { isMap, isScalar, type Node } from 'yaml'
import type { Step } from '../line/edit/plain-steps.ts'
import { sameValue } from '../same-value.ts'
import { readSecretText } from './secret-text.ts'
import { applySteps } from '../line/edit/splice.ts'
import { scalarText } from '../line/edit/write-yaml.ts'
import { openYamlOnce } from '../line/yaml-text.ts'
import type { Result } from '../result.ts'
import { type ParameterSet, readParameterSet } from './read-parameter-set.ts'

/** What a ParameterSet document says; what cannot be read of it is left out. */
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
 * The values of a document that has none yet, one a line, so that people find room for comments; undefined where some stand there already, and
 * where the text is of a form that only a splice step by step gets right.
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
 * Takes a value out of a ParameterSet; the layers below show through. With the last one `config` goes, unless the document says nothing else, or
 * was published with an empty one: what is set and taken back is no change.
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

/** The document with `config: {}` in place of its values; undefined where the text is of a form that only a splice step by step gets right. */
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

/** Lets a secret parameter refer to a secret, or to a version of it (`key@3`); an existing reference is replaced. */
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

/** Takes a secret parameter's reference out. */
export function removeSecretReference(text: string, name: string): Result<string> {
  const index = parseParameterSet(text).secrets.findIndex((secret) => secret.name === name)
  return index < 0 ? { ok: true, value: text } : applySteps(text, [{ op: 'remove', path: ['secrets', index] }])
}

/** A document of comments or blanks only has no map that a key could go into. */
function orEmpty(text: string): string {
  return openYamlOnce(text).document.contents === null
    ? `${text === '' || text.endsWith('\n') ? text : `${text}\n`}config: {}\n`
    : text
}
