import * as fc from 'fast-check'
import { z } from 'zod'
import type { Endpoint } from '#contract/endpoint.ts'

/** One request as a client, a mistaken one or a hostile one might send it. */
export interface GeneratedRequest {
  readonly endpoint: Endpoint
  readonly token: string | undefined
  readonly path: string
  /** The text of the body; not always JSON. */
  readonly body: string | undefined
}

/** Names that exist in the world of the test, so that requests get beyond the first check. */
export interface KnownNames {
  readonly tokens: readonly string[]
  /** Values by the name of the path parameter. */
  readonly params: Readonly<Record<string, readonly string[]>>
}

const hostile = fc.constantFrom(
  ...['', ' ', '.', '..', '../..', '%00', '\u0000', '__proto__', 'constructor', "'; DROP TABLE run; --", '$(inputs.x)'],
  ...[
    '${jndi:x}',
    '<script>',
    'x'.repeat(3000),
    '\ud800',
    '日本語',
    '🙂',
    '-1',
    '0',
    '1e309',
    'NaN',
    'true',
    'null',
    '[]',
    '{}',
  ],
  ...[
    '2026-02-30T25:61:00Z',
    'a/b',
    'a%2Fb',
    'line/release',
    'rules/production',
    'sha256:0',
    'PT1H',
    '\r\nSet-Cookie: a=b',
  ],
)
const text = fc.oneof(
  { weight: 4, arbitrary: fc.string() },
  { weight: 2, arbitrary: hostile },
  fc.string({ unit: 'grapheme' }),
)
const junk = fc.oneof(fc.jsonValue({ maxDepth: 3 }), text, fc.constantFrom<unknown>(null, [], {}, 0, -1, 1e308, true))

const jsonSchema = z.looseObject({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  enum: z.array(z.unknown()).optional(),
  const: z.unknown().optional(),
  anyOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
  allOf: z.array(z.unknown()).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).optional(),
  additionalProperties: z.unknown().optional(),
  items: z.unknown().optional(),
  format: z.string().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  minLength: z.number().optional(),
})

/** Values that a schema of the contract describes, and now and then ones that it does not. */
function valueOf(schema: unknown, depth: number): fc.Arbitrary<unknown> {
  const right = rightValue(schema, depth)
  return fc.oneof({ weight: 12, arbitrary: right }, { weight: 1, arbitrary: junk })
}

function rightValue(schema: unknown, depth: number): fc.Arbitrary<unknown> {
  const parsed = jsonSchema.safeParse(schema)
  if (!parsed.success || depth > 6) return junk
  const {
    type,
    enum: choices,
    anyOf,
    oneOf,
    allOf,
    properties,
    required = [],
    additionalProperties,
    items,
  } = parsed.data
  if (parsed.data.const !== undefined) return fc.constant(parsed.data.const)
  if (choices !== undefined && choices.length > 0) return fc.constantFrom(...choices)
  const options = anyOf ?? oneOf ?? allOf
  if (options !== undefined && options.length > 0)
    return fc.oneof(...options.map((option) => valueOf(option, depth + 1)))
  const kind = Array.isArray(type) ? type[0] : type
  if (kind === 'object') {
    if (properties === undefined) return fc.dictionary(text, valueOf(additionalProperties, depth + 1), { maxKeys: 4 })
    const fields = Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, valueOf(one, depth + 1)]))
    const wanted = required.filter((name) => name in fields)
    return fc.oneof(
      { weight: 8, arbitrary: fc.record(fields, { requiredKeys: wanted }) },
      fc.record(fields, { requiredKeys: [] }),
    )
  }
  if (kind === 'array') return fc.array(valueOf(items, depth + 1), { maxLength: 4 })
  if (kind === 'integer' || kind === 'number') {
    const { minimum = -1000, maximum = 1000 } = parsed.data
    return fc.integer({ min: Math.max(minimum, -(2 ** 31)), max: Math.min(maximum, 2 ** 31 - 1) })
  }
  if (kind === 'boolean') return fc.boolean()
  if (kind === 'string') return textOf(parsed.data)
  return junk
}

function textOf({ format, minLength = 0 }: z.infer<typeof jsonSchema>): fc.Arbitrary<string> {
  if (format === 'date-time') return fc.date({ noInvalidDate: true }).map((date) => date.toISOString())
  if (format === 'uri')
    return fc.constantFrom('https://example.org/hook', 'http://localhost/', 'http://[::1]/', 'ftp://x')
  if (format === 'email') return fc.constantFrom('a@example.org', 'A@EXAMPLE.ORG', 'nobody')
  return minLength > 0 ? fc.string({ minLength, maxLength: minLength + 40 }) : text
}

/** Requests to every endpoint of a contract, with known names, wrong ones and hostile ones mixed. */
export function arbitraryRequest(contract: readonly Endpoint[], known: KnownNames): fc.Arbitrary<GeneratedRequest> {
  return fc.oneof(...contract.map((endpoint) => requestTo(endpoint, known)))
}

function requestTo(endpoint: Endpoint, { tokens, params }: KnownNames): fc.Arbitrary<GeneratedRequest> {
  const names = [...endpoint.path.matchAll(/:([a-zA-Z]+)/g)].map(([, name]) => name ?? '')
  const values = names.map((name) => {
    const good = params[name] ?? ['x']
    return fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...good) }, { weight: 1, arbitrary: text })
  })
  const schemaOf = (type: z.ZodType | undefined): unknown =>
    type === undefined ? undefined : z.toJSONSchema(type, { io: 'input', unrepresentable: 'any' })
  const [query, body] = [schemaOf(endpoint.query), schemaOf(endpoint.body)]
  const token = fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom<string | undefined>(...tokens) },
    { weight: 1, arbitrary: fc.constantFrom(undefined, 'nonsense', 'lwt_a.b', 'lwp_x_y', 'lwg_z') },
  )
  const bodyText = fc.oneof(
    {
      weight: 10,
      arbitrary: (body === undefined ? junk : valueOf(body, 0)).map((value) => JSON.stringify(value) ?? ''),
    },
    { weight: 1, arbitrary: fc.constantFrom('', '{', '[1,', 'null', '"', '\u0000', `{"a":${'['.repeat(5000)}`) },
  )
  return fc.record({
    endpoint: fc.constant(endpoint),
    token,
    path: fc
      .tuple(fc.tuple(...values), query === undefined ? fc.constant<unknown>({}) : valueOf(query, 0))
      .map(([chosen, asked]) => pathOf(endpoint, names, chosen, asked)),
    body: endpoint.method === 'GET' ? fc.constant(undefined) : bodyText,
  })
}

function pathOf({ path }: Endpoint, names: readonly string[], values: readonly string[], query: unknown): string {
  const filled = names.reduce((made, name, index) => made.replace(`:${name}`, () => encode(values[index] ?? '')), path)
  const search = new URLSearchParams()
  if (typeof query === 'object' && query !== null)
    for (const [name, value] of Object.entries(query))
      search.set(
        name.toWellFormed(),
        (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).toWellFormed(),
      )
  return search.size === 0 ? filled : `${filled}?${search.toString()}`
}

function encode(value: string): string {
  return encodeURIComponent(value.toWellFormed())
}
