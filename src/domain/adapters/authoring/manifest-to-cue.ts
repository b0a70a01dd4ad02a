import { LineCounter } from 'yaml'
import { parseAllDocuments } from '../../yaml.ts'
import { z } from 'zod'
import { kubernetesYaml } from '../../manifests/kubernetes-yaml.ts'
import { problem, type Finding, type Problem } from '../../problem.ts'
import { say } from '../../sentence.ts'
import { err, ok, type Result } from '../../result.ts'
import { checkAliases } from '../../yaml-aliases.ts'
import { plainSecret, secretLeftOut } from '../compile/secrets-left-out.ts'

const objectSchema = z.record(z.string(), z.json())
type Json = z.infer<ReturnType<typeof z.json>>

/** Placeholder for a name that only a person knows. */
const unknownName = 'REPLACE_ME'

/** An adapter's source, and what was left out of the manifests. */
export interface ConvertedManifests {
  readonly cue: string
  readonly findings: readonly Finding[]
}

/**
 * Converts Kubernetes manifests to an Infrastructure Adapter (Value Stream): a CUE file with one resource per document, `resource0` and so on, in the
 * text's order. Splits a `List` into its items; leaves out the fields that a cluster adds to objects it returns, and every Secret with values.
 */
export function adapterFromManifests(
  text: string,
  names: { readonly package?: string; readonly name?: string; readonly description?: string } = {},
): Result<ConvertedManifests, Problem> {
  const lines = new LineCounter()
  const resources: z.infer<typeof objectSchema>[] = []
  const findings: Finding[] = []
  for (const document of parseAllDocuments(text, { ...kubernetesYaml, lineCounter: lines })) {
    const [first] = checkAliases(document).errors
    const at = lines.linePos(first?.pos[0] ?? document.contents?.range?.[0] ?? document.range[0])
    const place = { line: Math.max(1, at.line), column: Math.max(1, at.col) }
    if (first !== undefined) return err(problem('invalid-document', first.message, { place }))
    const data: unknown = document.toJS()
    if (data === null || data === undefined) continue
    const read = objectSchema.safeParse(data)
    if (!read.success)
      return err(problem('invalid-document', say`A Kubernetes manifest holds keys and values`, { place }))
    for (const item of itemsOf(read.data)) {
      const leftOut = secretLeftOut(item, place)
      if (leftOut === undefined) resources.push(withoutServerFields(item))
      findings.push(...[leftOut ?? plainSecret(item, place)].filter((finding) => finding !== undefined))
    }
  }
  if (resources.length + findings.length === 0) return err(problem('invalid-document', say`The text holds no manifest`))
  const pattern = {
    name: names.name ?? unknownName,
    description: names.description ?? inShort(resources),
    resources: { app: Object.fromEntries(resources.map((resource, index) => [`resource${index}`, resource])) },
  }
  const cue = `package ${names.package ?? unknownName}\n\nDesignPattern: ${cueValue(pattern, '')}\n`
  return ok({ cue, findings })
}

/** A short description of the adapter's resources: "Deployment web, Service web". */
function inShort(resources: readonly z.infer<typeof objectSchema>[]): string {
  const named = z.object({ kind: z.string(), metadata: z.object({ name: z.string() }) })
  const brought = resources.flatMap((resource) => {
    const read = named.safeParse(resource)
    return read.success ? [`${read.data.kind} ${read.data.metadata.name}`] : []
  })
  const rest = resources.length - Math.min(brought.length, mostTold)
  const told = brought.slice(0, mostTold).join(', ')
  return rest === 0 ? told : told === '' ? unknownName : `${told} and ${rest} more`
}

const mostTold = 5

/** Items of a list, also of nested ones; those of a `SecretList` may omit their kind. */
function itemsOf(document: z.infer<typeof objectSchema>): z.infer<typeof objectSchema>[] {
  const isOfSecrets = document['kind'] === 'SecretList'
  const items = z.array(objectSchema).safeParse(document['items'])
  if ((document['kind'] !== 'List' && !isOfSecrets) || !items.success) return [document]
  return items.data.flatMap((item) => itemsOf(isOfSecrets ? { ...item, kind: 'Secret' } : item))
}

/** `metadata` fields that only the API server sets: objects read from a cluster have them, hand-written ones do not. */
const serverFields = new Set(['uid', 'resourceVersion', 'generation', 'creationTimestamp', 'managedFields', 'selfLink'])
const serverAnnotations = /^(kubectl\.kubernetes\.io\/last-applied-configuration|deployment\.kubernetes\.io\/revision)$/

function withoutServerFields(object: z.infer<typeof objectSchema>): z.infer<typeof objectSchema> {
  const metadata = objectSchema.safeParse(object['metadata'])
  if (!metadata.success || metadata.data['uid'] === undefined) return object
  const annotations = objectSchema.safeParse(metadata.data['annotations'])
  const kept = annotations.success ? without(annotations.data, (name) => serverAnnotations.test(name)) : {}
  const { status: _, ...rest } = object
  const own = without(metadata.data, (name) => serverFields.has(name) || name === 'annotations')
  return { ...rest, metadata: { ...own, ...(Object.keys(kept).length === 0 ? {} : { annotations: kept }) } }
}

function without(object: z.infer<typeof objectSchema>, isLeftOut: (name: string) => boolean) {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !isLeftOut(name)))
}

/** Writes data as CUE in the format of `cue fmt`: tabs, and a chain of single fields on one line. */
function cueValue(value: Json, indent: string): string {
  if (typeof value === 'string') return cueString(value, indent)
  if (Array.isArray(value)) return cueList(value, indent)
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value)
    if (entries.length === 0) return '{}'
    const inner = `${indent}\t`
    return `{\n${entries.map(([key, item]) => `${inner}${cueField(key, item, inner)}\n`).join('')}${indent}}`
  }
  return String(value)
}

function cueField(key: string, value: Json, indent: string): string {
  const [only, ...more] =
    typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : []
  if (only !== undefined && more.length === 0) return `${cueLabel(key)}: ${cueField(only[0], only[1], indent)}`
  return `${cueLabel(key)}: ${cueValue(value, indent)}`
}

function cueList(items: readonly Json[], indent: string): string {
  if (items.length === 0) return '[]'
  const isPlain = items.every((item) => typeof item !== 'object' || item === null)
  const inline = items.map((item) => cueValue(item, indent)).join(', ')
  if (isPlain && inline.length < 80 && !inline.includes('\n')) return `[${inline}]`
  if (!isPlain) return `[${items.map((item) => cueValue(item, indent)).join(', ')}]`
  return `[\n${items.map((item) => `${indent}\t${cueValue(item, `${indent}\t`)},\n`).join('')}${indent}]`
}

const keywords = new Set(['true', 'false', 'null', 'for', 'if', 'in', 'let', 'import', 'package'])

/** Quotes labels that begin with `_` or `#`, which would otherwise be hidden fields or definitions. */
function cueLabel(key: string): string {
  return /^[A-Za-z][A-Za-z0-9_]*$/.test(key) && !keywords.has(key) ? key : JSON.stringify(key)
}

function cueString(text: string, indent: string): string {
  if (!text.includes('\n') || /[^\P{C}\n\t]/u.test(text)) return JSON.stringify(text)
  const inner = `${indent}\t`
  const body = text.replaceAll('\\', '\\\\').replaceAll('"""', '\\"""').split('\n')
  return `"""\n${body.map((line) => (line === '' ? '' : `${inner}${line}`)).join('\n')}\n${inner}"""`
}
