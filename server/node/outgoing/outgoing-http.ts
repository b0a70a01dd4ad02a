import { lookup } from 'node:dns/promises'
import { Agent as HttpAgent, request as httpRequest, type RequestOptions } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { problem, type Problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type { Outgoing } from '#server/ports/outgoing.ts'
import { isBehindProxy } from './company-proxy.ts'
import { isPublicAddress } from './public-addresses.ts'

interface Found {
  readonly address: string
  readonly family: number
}

const timeout = 10_000

/**
 * Makes requests to addresses that people entered. Reaches only public addresses unless `allowPrivate`: resolves the name once, checks every address,
 * and connects only to checked ones, so that a second DNS answer changes nothing. A company proxy resolves names itself and decides what it reaches.
 */
export function createOutgoing({
  allowPrivate,
  env = process.env,
}: {
  readonly allowPrivate: boolean
  readonly env?: NodeJS.ProcessEnv
}): Outgoing {
  async function resolve(url: string): Promise<Result<readonly Found[], Problem>> {
    const { hostname } = new URL(url)
    const name = hostname.replace(/^\[|\]$/g, '')
    const family = isIP(name)
    const found = family === 0 ? await lookup(name, { all: true }).catch(() => []) : [{ address: name, family }]
    if (found.length === 0 && !isBehindProxy(new URL(url), env))
      return err(problem('unreachable', say`The address ${name} cannot be found`))
    if (allowPrivate || found.every(({ address }) => isPublicAddress(address))) return ok(found)
    return err(
      problem('unsupported', say`${name} is not on the public internet, so it is not called`, {
        fix: say`An operator of the server can allow it with --allow-private-webhooks`,
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
      return found.ok ? send(url, body, headers, wayTo(new URL(url), found.value, env)) : found
    },
  }
}

function wayTo(url: URL, found: readonly Found[], env: NodeJS.ProcessEnv): Pick<RequestOptions, 'agent' | 'lookup'> {
  if (isBehindProxy(url, env))
    return { agent: url.protocol === 'https:' ? new HttpsAgent({ proxyEnv: env }) : new HttpAgent({ proxyEnv: env }) }
  const pinned: LookupFunction = (_name, options, callback) => {
    const [first] = found
    if (options.all === true) callback(null, [...found])
    else callback(null, first?.address ?? '', first?.family)
  }
  return { agent: false, lookup: pinned }
}

function send(
  url: string,
  body: string,
  headers: Readonly<Record<string, string>>,
  way: Pick<RequestOptions, 'agent' | 'lookup'>,
): Promise<Result<{ readonly status: number }, Problem>> {
  return new Promise((resolve) => {
    const start = new URL(url).protocol === 'https:' ? httpsRequest : httpRequest
    const request = start(url, {
      method: 'POST',
      ...way,
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
