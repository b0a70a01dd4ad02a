import type { Origin } from '../adapters/kernel/kernel-answer.ts'
import { leafKey, emitYaml, type Data, type LeafPath } from './emit-yaml.ts'
import { sha256 } from './sha256.ts'

/** Origins of one leaf of a document; `value` is the Pipeline parameter whose value is in a parameter set. */
export interface LeafSource {
  readonly path: LeafPath
  readonly origins: readonly Origin[]
  readonly value?: string
}

/** Origins of one leaf of a manifest, with its 1-based line. */
export interface LeafProvenance extends LeafSource {
  readonly line: number
}

/** A generated document. `path` is unique within a compile and sorts in apply order. */
export interface Manifest {
  readonly path: string
  readonly text: string
  readonly digest: string
  readonly apiVersion: string
  readonly kind: string
  readonly name: string
  readonly namespace?: string
  readonly provenance: readonly LeafProvenance[]
}

export interface ManifestSource {
  readonly path: string
  readonly data: Readonly<Record<string, Data>>
  readonly leaves?: readonly LeafSource[]
  readonly order?: 'sorted' | 'tekton'
}

/** Writes a document as a manifest: deterministic text, its SHA-256 as `sha256:<hex>`, and provenance by line of the text. */
export function manifestOf({ path, data, leaves = [], order = 'sorted' }: ManifestSource): Manifest {
  const { text, lines } = emitYaml(data, order)
  const metadata = mapAt(data, 'metadata')
  const namespace = textAt(metadata, 'namespace')
  return {
    path,
    text,
    digest: `sha256:${sha256(text)}`,
    apiVersion: textAt(data, 'apiVersion'),
    kind: textAt(data, 'kind'),
    name: textAt(metadata, 'name'),
    ...(namespace === '' ? {} : { namespace }),
    provenance: leaves
      .map((leaf) => ({ ...leaf, line: lines.get(leafKey(leaf.path)) ?? 1 }))
      .sort((a, b) => a.line - b.line),
  }
}

function mapAt(data: Readonly<Record<string, Data>>, key: string): Readonly<Record<string, Data>> {
  const found = data[key]
  return typeof found === 'object' && found !== null && !Array.isArray(found)
    ? Object.fromEntries(Object.entries(found))
    : {}
}

function textAt(data: Readonly<Record<string, Data>>, key: string): string {
  const found = data[key]
  return typeof found === 'string' ? found : ''
}
