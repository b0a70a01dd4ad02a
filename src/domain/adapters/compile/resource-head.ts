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

/** The identifying fields of a Kubernetes object; empty texts if a resource lacks them. */
export function headOf({ data }: Pick<KernelResource, 'data'>): z.infer<typeof headSchema> {
  return headSchema.parse(data)
}
