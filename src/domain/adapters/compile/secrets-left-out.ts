import { z } from 'zod'
import type { Finding, Place } from '../../problem.ts'

const objectSchema = z.record(z.string(), z.json())
const headSchema = z.object({
  kind: z.literal('Secret'),
  metadata: z.object({ name: z.string() }).optional().catch(undefined),
})

/**
 * Reports a Secret with values, which does not belong in an adapter; undefined for any other object. It is left out as a whole: applied without
 * values, it would remove them from the Secret in the cluster, and annotations may repeat them.
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

const variableSchema = z.object({ name: z.string(), value: z.string().min(1) })
const secretName =
  /(^|[^a-z])(pass(word|wd|phrase)?|secret|token|credentials?|api[-_. ]?key|private[-_. ]?key|access[-_. ]?key)([^a-z]|$)/i

/**
 * Warns about plain-text values named like a secret, in a container's environment variable or a ConfigMap. They stay, because names can mislead;
 * undefined if there are none.
 */
export function plainSecret(object: Readonly<Record<string, unknown>>, place: Place): Finding | undefined {
  const variables = variablesIn(object)
  const entries = object['kind'] === 'ConfigMap' ? keysOf(object['data']) : []
  const names = [...new Set([...variables, ...entries])].filter((name) => secretName.test(inWords(name)))
  if (names.length === 0) return undefined
  const head = z.object({ kind: z.string(), metadata: z.object({ name: z.string() }) }).safeParse(object)
  const args = { object: head.success ? `${head.data.kind} ${head.data.metadata.name}` : '?', keys: names.join(', ') }
  return {
    severity: 'warning',
    code: 'plain-secret',
    message: `${args.object} gives ${args.keys} as plain text, and everybody who reads the adapter reads it too`,
    args,
    fix: 'If it is a secret, keep the value in a secret store and refer to it with valueFrom.secretKeyRef',
    place,
  }
}

/** Names of environment variables with a literal value, in containers anywhere in an object. */
function variablesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, item]: [string, unknown]) => {
    const own = key === 'env' ? z.array(variableSchema.nullable().catch(null)).safeParse(item) : undefined
    return own?.success === true ? own.data.flatMap((one) => one?.name ?? []) : variablesIn(item)
  })
}

/** Splits `dbPassword` into `db Password`, so that each word is checked. */
function inWords(name: string): string {
  return name.replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
}

function isEmpty(values: unknown): boolean {
  return (
    values === undefined || values === null || (objectSchema.safeParse(values).success && keysOf(values).length === 0)
  )
}

/** Keys of an object; empty for anything else. Values are never returned. */
function keysOf(values: unknown): string[] {
  const read = objectSchema.safeParse(values)
  return read.success ? Object.keys(read.data) : []
}
