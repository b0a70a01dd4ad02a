import { setTimeout } from 'node:timers/promises'
import { z } from 'zod'
import type { Config } from '#contract/config.ts'
import { problem } from '#domain/problem.ts'
import { CommandFailure } from '../report.ts'
import type { Terminal } from '../terminal.ts'
import type { SignIn } from './credentials-file.ts'

/** The command line's client id at the embedded issuer; `LINEWRIGHT_CLI_CLIENT_ID` sets it for other issuers. */
const embeddedClient = 'linewright-cli'

const discoverySchema = z.object({ token_endpoint: z.url(), device_authorization_endpoint: z.url().optional() })
const deviceSchema = z.object({
  device_code: z.string(),
  user_code: z.string(),
  verification_uri: z.string(),
  expires_in: z.number(),
  interval: z.number().default(5),
})
const tokensSchema = z.object({
  access_token: z.string(),
  refresh_token: z.string().optional(),
  expires_in: z.number().optional(),
})
const errorSchema = z.object({ error: z.string(), error_description: z.string().optional() })

/** Signs in by device code (RFC 8628): the person opens an address anywhere and types the code. */
export async function signInByDevice(
  terminal: Pick<Terminal, 'env' | 'err' | 'signal'>,
  identity: Config['identity'],
): Promise<SignIn> {
  const { token_endpoint: tokens, device_authorization_endpoint: devices } = await discover(identity)
  if (devices === undefined) throw refusal('The issuer offers no sign-in by device code', tokenFix)
  const client = clientOf(terminal, identity)
  const resource = resourceOf(identity)
  const begun = await post(devices, { client_id: client, scope: 'openid profile email offline_access', ...resource })
  const device = deviceSchema.safeParse(begun)
  if (!device.success) throw refusal(`The issuer refuses: ${errorOf(begun)}`, tokenFix)
  const { device_code: code, user_code: shown, verification_uri: page } = device.data
  terminal.err(`Open ${page}\nand enter the code ${shown}\n`)
  const end = Date.now() + device.data.expires_in * 1000
  let pause = device.data.interval * 1000
  while (Date.now() < end) {
    await wait(pause, terminal.signal)
    const answer = await post(tokens, {
      grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
      device_code: code,
      client_id: client,
      ...resource,
    })
    const given = tokensSchema.safeParse(answer)
    if (given.success) return signInOf(given.data)
    const error = errorSchema.safeParse(answer).data?.error
    if (error === 'slow_down') pause += 5000
    else if (error !== 'authorization_pending') throw refusal(`Signing in was refused: ${errorOf(answer)}`, 'Try again')
  }
  throw refusal('The code has expired', 'Try again')
}

/** Renews a token; undefined if the issuer refuses. */
export async function renew(
  terminal: Pick<Terminal, 'env'>,
  identity: Config['identity'],
  refreshToken: string,
): Promise<SignIn | undefined> {
  const { token_endpoint: tokens } = await discover(identity)
  const client = clientOf(terminal, identity)
  const answer = await post(tokens, {
    ...{ grant_type: 'refresh_token', refresh_token: refreshToken, client_id: client },
    ...resourceOf(identity),
  })
  const given = tokensSchema.safeParse(answer)
  return given.success ? { refreshToken, ...signInOf(given.data) } : undefined
}

const tokenFix = 'Make a token in the settings of the project and use --token'

function clientOf({ env }: Pick<Terminal, 'env'>, identity: Config['identity']): string {
  return identity.embedded ? embeddedClient : (env['LINEWRIGHT_CLI_CLIENT_ID'] ?? identity.clientId)
}

/** Names the API that the token is for; issuers use two parameters, and refuse a `resource` that is no URL (RFC 8707). */
function resourceOf({ audience }: Config['identity']): Readonly<Record<string, string>> {
  return { audience, ...(URL.canParse(audience) ? { resource: audience } : {}) }
}

async function discover({ issuer }: Config['identity']): Promise<z.infer<typeof discoverySchema>> {
  const answer = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`)
  const found = discoverySchema.safeParse(await answer.json())
  if (!found.success) throw refusal(`${issuer} is no OpenID issuer`, tokenFix)
  return found.data
}

async function post(url: string, fields: Readonly<Record<string, string>>): Promise<unknown> {
  const answer = await fetch(url, { method: 'POST', body: new URLSearchParams(fields) })
  return answer.json()
}

function signInOf({
  access_token: token,
  refresh_token: refreshToken,
  expires_in: seconds,
}: z.infer<typeof tokensSchema>): SignIn {
  return {
    token,
    ...(refreshToken === undefined ? {} : { refreshToken }),
    ...(seconds === undefined ? {} : { expiresAt: Date.now() + seconds * 1000 }),
  }
}

function errorOf(answer: unknown): string {
  const found = errorSchema.safeParse(answer)
  return found.success ? (found.data.error_description ?? found.data.error) : 'an answer that cannot be read'
}

function refusal(message: string, fix: string): CommandFailure {
  return new CommandFailure(problem('not-signed-in', message, { fix }))
}

async function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  try {
    await setTimeout(milliseconds, undefined, { signal })
  } catch {
    throw refusal('Signing in was called off', 'Try again')
  }
}
