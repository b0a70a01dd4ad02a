import { z } from 'zod'
import type { Finding, Place } from '../problem.ts'

const objectSchema = z.record(z.string(), z.json())
const headSchema = z.object({
  kind: z.literal('Secret'),
  metadata: z.object({ name: z.string() }).optional().catch(undefined),
})

/**
 * Says that a Secret with values has no place in an adapter; nothing for any other object. It is left out whole: applied without its values,
 * it would take them away from the Secret in the cluster, and annotations may repeat them.
 */
export function secretLeftOut(object: Readonly<Record<string, unknown>>, place: Place): Finding | undefined {
  const head = headSchema.safeParse(object)
  const values = [object['data'], object['stringData']]
  if (!head.success || values.every(isEmpty)) return undefined
  const name = head.data.metadata?.name ?? '?'
  const keys = [...new Set(values.flatMap(keysOf))].join(', ')
  return {
    severity: 'warning',
    code: 'secret-left-out',
    message: `The Secret ${name} is left out with the values of its keys (${keys}): secrets are references, and an adapter holds no value of one`,
    args: { name, keys },
    fix: 'Keep the values in a secret store and let the adapter kubernetes/externalSecret make the Secret, or create it in the cluster yourself',
    place,
  }
}

function isEmpty(values: unknown): boolean {
  return (
    values === undefined || values === null || (objectSchema.safeParse(values).success && keysOf(values).length === 0)
  )
}

/** Names only; what is no object has none, and is not told at all. */
function keysOf(values: unknown): string[] {
  const read = objectSchema.safeParse(values)
  return read.success ? Object.keys(read.data) : []
}
