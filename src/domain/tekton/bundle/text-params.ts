/** Lists whose items have values that Tekton reads as text, however they are written. */
const lists = new Set(['params', 'results'])

/** Turns numbers and truth values that are written as values of parameters into text, as Tekton reads them. */
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
