import { lookup } from 'node:dns/promises'
import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { problem, type Problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type { Outgoing } from '#server/ports/outgoing.ts'
import { isPublicAddress } from './public-addresses.ts'

interface Found {
  readonly address: string
  readonly family: number
}

const timeout = 10_000

/**
 * Requests to what people wrote down. Unless `allowPrivate`, only public addresses are reached: the name is resolved once, every address is
 * looked at, and the connection goes to exactly the one that was looked at, so that a second answer of the name server changes nothing.
 */
export function createOutgoing({ allowPrivate }: { readonly allowPrivate: boolean }): Outgoing {
  async function resolve(url: string): Promise<Result<Found, Problem>> {
    const { hostname } = new URL(url)
    const name = hostname.replace(/^\[|\]$/g, '')
    const family = isIP(name)
    const found = family === 0 ? await lookup(name, { all: true }).catch(() => []) : [{ address: name, family }]
    const [first] = found
    if (first === undefined) return err(problem('unreachable', say`The address ${name} cannot be found`))
    if (allowPrivate || found.every(({ address }) => isPublicAddress(address))) return ok(first)
    return err(
      problem('unsupported', say`${name} is not on the public internet, so it is not called`, {
        fix: say`Whoever runs the server can allow it with --allow-private-webhooks`,
      }),
    )
  }

  return {
    async refusal(url) {
      const found = await resolve(url)
      return found.ok || found.error.code === 'unreachable' ? undefined : found.error
    },
    async post(url, body, headers) {
      const found = await resolve(url)
      return found.ok ? send(url, body, headers, found.value) : found
    },
  }
}

function send(
  url: string,
  body: string,
  headers: Readonly<Record<string, string>>,
  { address, family }: Found,
): Promise<Result<{ readonly status: number }, Problem>> {
  const pinned: LookupFunction = (_name, options, callback) => {
    if (options.all === true) callback(null, [{ address, family }])
    else callback(null, address, family)
  }
  return new Promise((resolve) => {
    const start = new URL(url).protocol === 'https:' ? httpsRequest : httpRequest
    const request = start(url, {
      method: 'POST',
      lookup: pinned,
      agent: false,
      headers: { ...headers, 'content-length': Buffer.byteLength(body), 'user-agent': 'Linewright' },
      signal: AbortSignal.timeout(timeout),
    })
    request.on('response', (response) => {
      response.destroy()
      resolve(ok({ status: response.statusCode ?? 0 }))
    })
    request.on('error', (error) => {
      const reason =
        error.name === 'TimeoutError' || error.name === 'AbortError' ? 'no answer within 10 s' : error.message
      resolve(err(problem('unreachable', reason)))
    })
    request.end(body)
  })
}
