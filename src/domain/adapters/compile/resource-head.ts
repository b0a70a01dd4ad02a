import { z } from 'zod'
import type { KernelResource } from '../kernel/kernel-answer.ts'

const headSchema = z.looseObject({
  apiVersion: z.string().catch(''),
  kind: z.string().catch(''),
  provider: z.string().optional().catch(undefined),
  metadata: z
    .looseObject({
      name: z.string().catch(''),
      namespace: z.string().optional().catch(undefined),
      annotations: z.record(z.string(), z.string()).catch({}),
    })
    .catch({ name: '', annotations: {} }),
})

/** What every Kubernetes object says about itself; empty texts where a resource says nothing. */
export function headOf({ data }: Pick<KernelResource, 'data'>): z.infer<typeof headSchema> {
  return headSchema.parse(data)
}
