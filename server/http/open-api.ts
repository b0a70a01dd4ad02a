import { z } from 'zod'
import type { Endpoint } from '#contract/endpoint.ts'
import { problemSchema } from '#domain/problem.ts'

/** Builds the OpenAPI 3.1 document of the contract. */
export function openApi(endpoints: readonly Endpoint[], version: string): unknown {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const endpoint of endpoints) {
    const path = endpoint.path.replace(/:([a-zA-Z]+)/g, '{$1}')
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operation(endpoint) }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Linewright', version },
    paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
      schemas: { Problem: schema(problemSchema) },
    },
  }
}

function operation({ name, summary, access, path, query, body, response, answer, status = 200 }: Endpoint): unknown {
  const problems = {
    description: 'A problem',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  }
  const type = { json: 'application/json', events: 'text/event-stream', bytes: '*/*' }[answer]
  return {
    operationId: name,
    summary,
    'x-access': access,
    security: access === 'public' || access === 'signed-url' ? [] : [{ bearer: [] }],
    parameters: [
      ...[...path.matchAll(/:([a-zA-Z]+)/g)].map(([, param]) =>
        parameter(param ?? '', 'path', true, { type: 'string' }),
      ),
      ...queryParameters(query),
    ],
    ...(body === undefined
      ? {}
      : { requestBody: { required: true, content: { 'application/json': { schema: schema(body) } } } }),
    responses: {
      [String(status)]: {
        description: 'Success',
        content: { [type]: answer === 'bytes' ? {} : { schema: schema(response) } },
      },
      default: problems,
    },
  }
}

const objectSchema = z.object({
  properties: z.record(z.string(), z.unknown()).default({}),
  required: z.array(z.string()).default([]),
})

function queryParameters(query: z.ZodType | undefined): unknown[] {
  if (query === undefined) return []
  const { properties, required } = objectSchema.parse(schema(query))
  return Object.entries(properties).map(([name, type]) => parameter(name, 'query', required.includes(name), type))
}

function parameter(name: string, where: string, required: boolean, type: unknown): unknown {
  return { name, in: where, required, schema: type }
}

function schema(type: z.ZodType): unknown {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(type, { io: 'input', unrepresentable: 'any' })
  return rest
}
