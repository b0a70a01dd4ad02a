import { isMap, isScalar, isSeq, LineCounter, type Document } from 'yaml'
import { parseAllDocuments } from '../../yaml.ts'
import { kubernetesYaml } from '../../manifests/kubernetes-yaml.ts'
import { problem, type Place, type Problem } from '#domain/problem.ts'
import { err, ok, type Result } from '#domain/result.ts'
import { isRecord } from '../../record.ts'
import { checkAliases } from '../../yaml-aliases.ts'

/** One object of a multi-document file, as written. */
export interface WrittenObject {
  readonly apiVersion: string
  readonly kind: string
  readonly name: string
  readonly value: Readonly<Record<string, unknown>>
  /** The place in the file of a path such as `spec.steps[0].image`, or of its nearest existing parent. */
  place(path: string): Place
}

/** Reads the objects of a YAML file, including the items of `List`s. `document` is the file name used in places. */
export function readObjects(text: string, document: string): Result<readonly WrittenObject[], Problem> {
  const lines = new LineCounter()
  const documents = parseAllDocuments(text, { ...kubernetesYaml, lineCounter: lines })
  const parsed = 'empty' in documents ? [] : documents
  const objects: WrittenObject[] = []
  for (const one of parsed) {
    const [broken] = checkAliases(one).errors
    if (broken !== undefined) {
      const { line, col } = lines.linePos(broken.pos[0])
      return err(problem('invalid-document', broken.message, { place: { document, line, column: col } }))
    }
    const place = (path: string): Place => placeIn(one, path, lines, document)
    const value: unknown = one.toJS()
    if (value === null || value === undefined) continue
    const found = objectsIn(value, place)
    if (found === undefined)
      return err(
        problem('invalid-document', 'This is no Kubernetes object: it lacks apiVersion and kind', { place: place('') }),
      )
    objects.push(...found)
  }
  return ok(objects)
}

function objectsIn(value: unknown, place: (path: string) => Place): readonly WrittenObject[] | undefined {
  if (!isRecord(value)) return undefined
  const { apiVersion, kind, metadata, items } = value
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return undefined
  if (kind === 'List' && Array.isArray(items)) {
    return items.flatMap((item: unknown, index) => objectsIn(item, (path) => place(`items[${index}].${path}`)) ?? [])
  }
  const written = isRecord(metadata) ? (metadata['name'] ?? metadata['generateName']) : undefined
  const name = typeof written === 'string' ? written : ''
  return [{ apiVersion, kind, name, value: asGo(value), place }]
}

/** Fields that Tekton reads in any case, and that people do write in other cases. */
const fields = new Map(
  [
    'mountPath',
    'subPath',
    'workingDir',
    'taskSpec',
    'taskRef',
    'pipelineSpec',
    'pipelineRef',
    'runAfter',
    'onError',
    'volumeMounts',
    'readOnly',
  ].map((name) => [name.toLowerCase(), name]),
)
/** Keys below these fields are chosen by the author. */
const free = new Set(['data', 'stringData', 'labels', 'annotations', 'params', 'default', 'properties'])

function fieldName(written: string): string {
  return fields.get(written.toLowerCase()) ?? written
}

/** Like Go, treats null fields as absent. */
function asGo(value: Record<string, unknown>, isFree = false): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== null)
      .map(([key, item]) => [isFree ? key : fieldName(key), asGoIn(item, isFree || free.has(key))]),
  )
}

function asGoIn(value: unknown, isFree: boolean): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => asGoIn(item, isFree))
  return isRecord(value) ? asGo(value, isFree) : value
}

function placeIn(document: Document, path: string, lines: LineCounter, name: string): Place {
  const keys = path.split(/[.[\]]+/).filter((key) => key !== '')
  let node: unknown = document.contents
  let offset = isMap(node) || isSeq(node) || isScalar(node) ? (node.range?.[0] ?? 0) : 0
  for (const key of keys) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && fieldName(String(item.key.value)) === key)
      if (pair === undefined) break
      if (isScalar(pair.key)) offset = pair.key.range?.[0] ?? offset
      node = pair.value
    } else if (isSeq(node)) {
      node = node.items[Number(key)]
      if (!isMap(node) && !isSeq(node) && !isScalar(node)) break
      offset = node.range?.[0] ?? offset
    } else break
  }
  const { line, col } = lines.linePos(offset)
  return { document: name, line: Math.max(line, 1), column: Math.max(col, 1), ...(path === '' ? {} : { path }) }
}
