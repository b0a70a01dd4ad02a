import { createServer, type Server } from 'node:http'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { signInByDevice } from './issuer.ts'

let server: Server
let origin: string
let asked: URLSearchParams[]
beforeEach(async () => {
  asked = []
  server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(Buffer.from(chunk))
      if (request.method === 'POST') asked.push(new URLSearchParams(Buffer.concat(chunks).toString()))
      response.end(
        JSON.stringify(
          request.method === 'POST'
            ? { error: 'invalid_target', error_description: 'noted' }
            : { token_endpoint: `${origin}/token`, device_authorization_endpoint: `${origin}/device` },
        ),
      )
    })()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  origin = `http://127.0.0.1:${typeof address === 'object' ? String(address?.port) : ''}`
})
afterEach(() => new Promise((resolve) => server.close(resolve)))

it.each([
  ['https://linewright.example.org', 'https://linewright.example.org'],
  ['api://linewright', 'api://linewright'],
  ['linewright', null],
])('names the API %s as a resource only where it is a URL: others are refused', async (audience, resource) => {
  const terminal = { env: {}, err: () => undefined, signal: new AbortController().signal }
  const identity = { kind: 'oidc', issuer: `${origin}/`, clientId: 'c', audience, embedded: false } as const
  await expect(signInByDevice(terminal, identity)).rejects.toThrow('noted')
  expect(asked.map((fields) => [fields.get('audience'), fields.get('resource')])).toEqual([[audience, resource]])
})
