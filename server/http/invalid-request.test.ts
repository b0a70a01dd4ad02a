import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { invalidRequest } from './invalid-request.ts'

const schema = z.object({
  name: z.string(),
  value: z.string().min(8).max(12),
  message: z.string().min(1),
  parts: z
    .array(z.object({ id: z.string() }))
    .min(1)
    .max(2),
})
const good = { name: 'db', value: '12345678', message: 'm', parts: [{ id: 'a' }] }

function refused(sent: unknown, isProgram = false) {
  const parsed = schema.safeParse(sent)
  if (parsed.success) throw new Error('This was expected to be refused')
  return invalidRequest('body', parsed.error.issues, sent, isProgram)
}

describe('a request that is not as expected', () => {
  it.each([
    [{ ...good, name: undefined }, 'name is missing'],
    [{ ...good, name: 3 }, 'name is not as expected: Invalid input: expected string, received number'],
    [{ ...good, value: 'short' }, 'value needs at least 8 characters'],
    [{ ...good, value: 'x'.repeat(13) }, 'value takes at most 12 characters'],
    [{ ...good, message: '' }, 'message is empty'],
    [{ ...good, parts: [] }, 'parts is empty'],
    [{ ...good, parts: [...good.parts, ...good.parts, ...good.parts] }, 'parts takes at most 2 entries'],
    [{ ...good, parts: [{}] }, 'parts.0.id is missing'],
    [[], 'The request is not as expected: Invalid input: expected object, received array'],
  ])('is refused by the name of its field: %j', (sent, message) => {
    expect(refused(sent).message).toBe(message)
  })

  it('tells every field, with its place', () => {
    expect(refused({ ...good, value: 'short', parts: [] }).findings).toMatchObject([
      { message: 'value needs at least 8 characters', place: { path: 'body.value' } },
      { message: 'parts is empty', place: { path: 'body.parts' } },
    ])
  })

  it('points programs, and only them, to the description of the API', () => {
    expect(refused({}, true).fix).toBe('See /apis/v1/openapi.json')
    expect(refused({})).not.toHaveProperty('fix')
  })
})
