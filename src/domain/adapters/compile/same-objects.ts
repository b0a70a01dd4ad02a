import type { Finding } from '../../problem.ts'
import type { KernelResource } from '../kernel/kernel-answer.ts'
import { locateAdapters } from '../kernel/locate-problem.ts'
import type { QvsConfig } from '../qvs-config/qvs-config.ts'
import { headOf } from './resource-head.ts'

/**
 * Reports resources with different ids that a cluster would treat as the same object: CUE does not unify them, and the last one applied would
 * silently overwrite the other.
 */
export function sameObjects(resources: readonly KernelResource[], config: QvsConfig): readonly Finding[] {
  const first = new Map<string, KernelResource>()
  return resources.flatMap((resource): readonly Finding[] => {
    const { apiVersion, kind, metadata } = headOf(resource)
    if (apiVersion === '' || kind === '' || metadata.name === '') return []
    const { name, namespace = '' } = metadata
    // API versions are views of the same object, so only the group counts.
    const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : ''
    const key = [group, kind, namespace, name].join(' ')
    const other = first.get(key)
    if (other === undefined) {
      first.set(key, resource)
      return []
    }
    const ids = [other.id, resource.id].join(', ')
    const adapters = [...new Set([...other.adapters, ...resource.adapters])].join(', ')
    const object = `${kind} ${namespace === '' ? '' : `${namespace}/`}${name}`
    return [
      locateAdapters(
        {
          severity: 'warning',
          code: 'adapter-same-object',
          message: `The resources ${ids} of ${adapters} are one object, ${object}: the one that is applied last overwrites the other`,
          args: { ids, adapters, object },
          fix: 'Give one of them another name, or leave one of the adapters out',
          place: {},
        },
        config,
      ),
    ]
  })
}
