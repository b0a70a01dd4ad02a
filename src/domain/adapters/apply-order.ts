import type { KernelResource } from './kernel-answer.ts'

const dependsOn = 'vs.axis-dev.io/dependsOn'

/** Kinds that others need to be there first; everything else keeps the order in which the adapters name it. */
const early = ['Namespace', 'CustomResourceDefinition', 'ServiceAccount', 'Secret', 'ConfigMap', 'PersistentVolumeClaim']

/** Resources in the order in which they are applied: by kind, then by the `dependsOn` annotations (value-stream 4.2); stable and total. */
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

function rankOf({ data }: KernelResource): number {
  const at = early.indexOf(String(data['kind']))
  return at < 0 ? early.length : at
}

function metadataOf({ data }: KernelResource) {
  const metadata = data['metadata']
  return typeof metadata === 'object' && metadata !== null && !Array.isArray(metadata) ? metadata : {}
}

/** `<group>:<Kind>::<namespace>/<name>`, the core group written as `core`. */
function addressOf(resource: KernelResource): string {
  const version = String(resource.data['apiVersion'] ?? '')
  const group = version.includes('/') ? version.slice(0, version.indexOf('/')) : 'core'
  const { namespace, name } = metadataOf(resource)
  return `${group}:${String(resource.data['kind'])}::${namespace === undefined ? '' : `${String(namespace)}/`}${String(name)}`
}

function dependenciesOf(resource: KernelResource): string[] {
  const { annotations } = metadataOf(resource)
  if (typeof annotations !== 'object' || annotations === null || Array.isArray(annotations)) return []
  const text = annotations[dependsOn]
  return typeof text === 'string' ? text.split(',').map((part) => part.trim()) : []
}
