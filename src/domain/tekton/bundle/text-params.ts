import { z } from 'zod'

/** Lists whose items have values that Tekton always reads as text. */
const lists = new Set(['params', 'results'])

/** Turns numbers and booleans in parameter values into text, as Tekton does. */
export function textParams(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(textParams)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]: [string, unknown]) => [
      key,
      lists.has(key) && Array.isArray(item) ? item.map(textParam) : textParams(item),
    ]),
  )
}

function textParam(param: unknown): unknown {
  if (typeof param !== 'object' || param === null) return param
  return Object.fromEntries(
    Object.entries(param).map(([key, item]: [string, unknown]) => [
      key,
      key === 'value' || key === 'default' ? asText(item) : item,
    ]),
  )
}

function asText(value: unknown): unknown {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (Array.isArray(value)) return value.map(asText)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]: [string, unknown]) => [key, asText(item)]))
}

const fromConfigMapSchema = z.object({
  name: z.string(),
  valueFrom: z.object({ configMapKeyRef: z.object({ name: z.string(), key: z.string() }) }),
})

/** Replaces `valueFrom` in the parameters of a run by values; a missing one stays, and is reported as a missing value. */
export function paramsFromConfigMaps(
  run: unknown,
  configMaps: ReadonlyMap<string, Readonly<Record<string, string>>>,
): unknown {
  const parsed = z.looseObject({ spec: z.looseObject({ params: z.array(z.unknown()) }) }).safeParse(run)
  if (!parsed.success) return run
  const params = parsed.data.spec.params.map((param) => {
    const { data } = fromConfigMapSchema.safeParse(param)
    const ref = data?.valueFrom.configMapKeyRef
    const value = ref === undefined ? undefined : configMaps.get(ref.name)?.[ref.key]
    return data === undefined || value === undefined ? param : { name: data.name, value }
  })
  return { ...parsed.data, spec: { ...parsed.data.spec, params } }
}
