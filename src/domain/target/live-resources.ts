import { parseAllDocuments } from '../yaml.ts'
import { z } from 'zod'
import { remembered } from '../remember.ts'
import type { LiveResource, ReplicaStatus } from './rollout.ts'

const objectSchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string() }),
  spec: z.looseObject({ replicas: z.number().int().optional() }).optional(),
})

/** Cached: each view of a page reads the same manifests. */
const objectsOf = remembered((text: string) =>
  parseAllDocuments(text).flatMap((document) => {
    const { data } = objectSchema.safeParse(document.errors.length > 0 ? undefined : document.toJS())
    return data === undefined ? [] : [data]
  }),
)

/** The resources of a rollout with their current state, in the order of the manifests; skips texts that are no Kubernetes object. */
export function liveResources(running: {
  readonly documents: readonly string[]
  readonly replicas: readonly ReplicaStatus[]
  readonly urls: readonly { readonly service: string; readonly url: string }[]
}): readonly LiveResource[] {
  return running.documents.flatMap(objectsOf).map(({ apiVersion, kind, metadata: { name }, spec }) => {
    const resource = { apiVersion, kind, name }
    if (kind === 'Deployment') {
      const ready = running.replicas.filter(({ workload, state }) => workload === name && state === 'ready').length
      return { ...resource, replicas: { ready, wanted: spec?.replicas ?? 1 } }
    }
    const url = kind === 'Service' ? running.urls.find(({ service }) => service === name)?.url : undefined
    return url === undefined ? resource : { ...resource, url }
  })
}
