import type { KernelResource } from '../kernel/kernel-answer.ts'
import { headOf } from './resource-head.ts'

const dependsOn = 'vs.axis-dev.io/dependsOn'

/** Kinds that others depend on; everything else keeps the adapters' order. */
const early = [
  'Namespace',
  'CustomResourceDefinition',
  'ServiceAccount',
  'Secret',
  'ConfigMap',
  'PersistentVolumeClaim',
]

/** Sorts resources into apply order: by kind, then by `dependsOn` annotations (Value Stream); stable and total. */
export function applyOrder(resources: readonly KernelResource[]): readonly KernelResource[] {
  const ranked = resources
    .map((resource, index) => ({ resource, index, rank: rankOf(resource) }))
    .sort((a, b) => a.rank - b.rank || a.index - b.index)
    .map(({ resource }) => resource)
  const byAddress = new Map(ranked.map((resource) => [addressOf(resource), resource]))
  const placed = new Set<KernelResource>()
  const ordered: KernelResource[] = []
  function place(resource: KernelResource): void {
    if (placed.has(resource)) return
    placed.add(resource)
    for (const address of dependenciesOf(resource)) {
      const needed = byAddress.get(address)
      if (needed !== undefined) place(needed)
    }
    ordered.push(resource)
  }
  for (const resource of ranked) place(resource)
  return ordered
}

function rankOf(resource: KernelResource): number {
  const at = early.indexOf(headOf(resource).kind)
  return at < 0 ? early.length : at
}

/** The address `<group>:<Kind>::<namespace>/<name>`, with `core` for the core group. */
export function addressOf(resource: KernelResource): string {
  const { apiVersion, kind, metadata } = headOf(resource)
  const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : 'core'
  return `${group}:${kind}::${metadata.namespace === undefined ? '' : `${metadata.namespace}/`}${metadata.name}`
}

/** Addresses in the annotation `vs.axis-dev.io/dependsOn`. */
export function dependenciesOf(resource: KernelResource): string[] {
  const text = headOf(resource).metadata.annotations[dependsOn] ?? ''
  return text === '' ? [] : text.split(',').map((part) => part.trim())
}
