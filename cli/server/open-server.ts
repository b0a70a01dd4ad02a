import type { z } from 'zod'
import { type Endpoint, pathOf } from '#contract/endpoint.ts'
import { readConfig } from '#contract/config.ts'
import { readMe } from '#contract/session.ts'
import { problem, problemSchema } from '#domain/problem.ts'
import { withLock } from '#server/node/with-lock.ts'
import type { OptionSpecs } from '../command.ts'
import { CommandFailure } from '../report.ts'
import type { Terminal } from '../terminal.ts'
import { credentialsPath, readCredentials, writeCredentials, type SignIn } from './credentials-file.ts'
import { renew } from './issuer.ts'

/** Options of every command that calls a server. */
export const serverOptions = {
  server: { value: 'URL', summary: 'The server (the one that you signed in to last)' },
  project: { short: 'p', value: 'NAME', summary: 'The project; not needed if you are in only one' },
} as const satisfies OptionSpecs

interface ServerChoice {
  readonly server: string | undefined
  readonly project?: string | undefined
}

/** Input of a call; the server reports what is missing or wrong. */
interface CallInput {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string | undefined>>
  readonly body?: unknown
}

/** A server for one person: calls are typed by the contract, and problems are thrown as command failures. */
export interface Server {
  readonly origin: string
  call<P extends string, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
    endpoint: Endpoint<P, Q, B, R>,
    input?: CallInput,
  ): Promise<z.output<R>>
  /** Returns the raw answer of an endpoint that sends bytes. */
  bytes(endpoint: Endpoint, input: CallInput): Promise<Response>
  /** Returns the named project, or the only one that the person is in. */
  project(): Promise<string>
}

const defaultOrigin = 'http://localhost:7480'
// In milliseconds: renew tokens this early, so that none expires during a request.
const early = 30_000

/** Opens the server given by the options, the variables or the last sign-in, in this order. */
export async function openServer(terminal: Terminal, choice: ServerChoice): Promise<Server> {
  const kept = await readCredentials(terminal)
  const origin = originOf(choice.server ?? terminal.env['LINEWRIGHT_SERVER'] ?? kept.current ?? defaultOrigin)
  // A script with a missing secret sets the variable to an empty text.
  const { LINEWRIGHT_TOKEN: given = '' } = terminal.env
  let signIn: SignIn | undefined = given === '' ? kept.servers[origin] : { token: given }
  const whenRefused = (): string | undefined =>
    given === '' ? (isTyped(signIn) ? newToken(origin) : undefined) : newTokenInVariable
  /** The token, renewed if it ends while a run is watched. */
  async function token(): Promise<string | undefined> {
    // One command at a time: an issuer takes a refresh token once, and ends the sign-in of whoever brings it again.
    if (isEnding(signIn)) signIn = await withLock(`${credentialsPath(terminal)}.lock`, renewed)
    return signIn?.token
  }
  /** The sign-in as another command has renewed it already, or as the issuer renews it now. */
  async function renewed(): Promise<SignIn | undefined> {
    const now = await readCredentials(terminal)
    const known = now.servers[origin] ?? signIn
    if (!isEnding(known)) return known
    const { identity } = await ask(origin, undefined, readConfig, {})
    const fresh = await renew(terminal, identity, known?.refreshToken ?? '')
    if (fresh !== undefined) await writeCredentials(terminal, { ...now, servers: { ...now.servers, [origin]: fresh } })
    return fresh
  }
  const server: Server = {
    origin,
    call: async (endpoint, input) => ask(origin, await token(), endpoint, input ?? {}, whenRefused()),
    bytes: async (endpoint, input) => send(origin, await token(), endpoint, input, whenRefused(), terminal.signal),
    async project() {
      const named = choice.project ?? terminal.env['LINEWRIGHT_PROJECT']
      if (named !== undefined) return named
      const { memberships } = await server.call(readMe)
      const [only, ...others] = memberships
      if (only !== undefined && others.length === 0) return only.project.name
      const names = memberships.map(({ project }) => project.name).join(', ')
      const fix = names === '' ? 'Ask an admin of a project to add you' : `Say which: --project NAME, one of ${names}`
      throw new CommandFailure(problem('invalid-request', 'It is not clear which project is meant', { fix }))
    },
  }
  return server
}

function isEnding(signIn: SignIn | undefined): boolean {
  const { refreshToken, expiresAt } = signIn ?? {}
  return refreshToken !== undefined && expiresAt !== undefined && expiresAt - early < Date.now()
}

const newTokenInVariable =
  'LINEWRIGHT_TOKEN has ended, was removed, or is of another server. Make a token in Settings, Tokens'

/** The fix for a token that was given explicitly: signing in by code would act as somebody else. */
export function newToken(origin: string): string {
  return `Make a token in Settings, Tokens, and give it to: linewright login --server ${origin} --token`
}

function isTyped(signIn: SignIn | undefined): boolean {
  return signIn !== undefined && signIn.refreshToken === undefined && signIn.expiresAt === undefined
}

/** Returns the origin of an address that a person typed. */
export function originOf(text: string): string {
  const address = text.includes('://') ? text : `http://${text}`
  if (!/^https?:/.test(address) || !URL.canParse(address))
    throw new CommandFailure(
      problem('invalid-request', `${text} is no address`, { fix: `Write it as ${defaultOrigin}` }),
    )
  return new URL(address).origin
}

/** Calls an endpoint and parses its answer by the contract. `whenRefused` is the fix when the token is refused. */
export async function ask<P extends string, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  origin: string,
  token: string | undefined,
  endpoint: Endpoint<P, Q, B, R>,
  input: CallInput,
  whenRefused?: string,
): Promise<z.output<R>> {
  const answer = await send(origin, token, endpoint, input, whenRefused)
  const data: unknown = await answer.json()
  return endpoint.response.parse(data)
}

async function send(
  origin: string,
  token: string | undefined,
  { path, method }: Pick<Endpoint, 'path' | 'method'>,
  input: CallInput,
  whenRefused = `linewright login --server ${origin}`,
  signal?: AbortSignal,
): Promise<Response> {
  const url = new URL(`${origin}${pathOf<string>(path, input.params ?? {})}`)
  for (const [name, value] of Object.entries(input.query ?? {}))
    if (value !== undefined) url.searchParams.set(name, value)
  const headers = {
    accept: 'application/json',
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(input.body === undefined ? {} : { 'content-type': 'application/json' }),
  }
  const body = input.body === undefined ? {} : { body: JSON.stringify(input.body) }
  const answer = await fetch(url, { method, headers, ...body, ...(signal === undefined ? {} : { signal }) }).catch(
    (error: unknown) => {
      if (signal?.aborted === true) throw error
      const fix = 'Check the address and whether the server runs: npm start'
      throw new CommandFailure(problem('unreachable', `${origin} does not answer`, { fix }))
    },
  )
  if (answer.ok) return answer
  const told = problemSchema.safeParse(await answer.json().catch(() => undefined))
  const unknown =
    answer.status === 503
      ? problem('unreachable', `${origin} is not ready`, { fix: 'Try again in a moment' })
      : problem('internal', `${origin} answers ${answer.status}`)
  const found = told.data ?? unknown
  const fix = answer.status === 401 ? whenRefused : found.fix
  throw new CommandFailure({ ...found, ...(fix === undefined ? {} : { fix }) })
}
