import { z } from 'zod'
import { createClient, type Failure } from '#client/client.ts'
import { createConnection } from '#client/connection.ts'
import { fetchInLanguage } from '#client/fetch-in-language.ts'
import { type Config, readConfig } from '#contract/config.ts'
import { err, ok, type Result } from '#domain/result.ts'
import { askWhoIsThere, createAuth0Client } from '#features/session/auth0-client.ts'
import { type Auth0Session, createAuth0Session } from '#features/session/auth0-session.ts'
import { readPreferences } from '#ui/preferences.ts'
import { keepsForTab } from '#ui/storage.ts'

// The security policy forbids `eval`, which zod's compiled parsers need.
z.config({ jitless: true })

/** What the workbench needs before it can render. */
export interface Opening {
  readonly config: Config
  /** The session with its silent sign-in under way, if the issuer is Auth0 or the embedded one. */
  readonly auth0?: { readonly client: ReturnType<typeof createAuth0Client>; readonly session: Auth0Session }
}

/** Fetches the configuration, then starts the silent sign-in. */
export async function openWorkbench(): Promise<Result<Opening, Failure>> {
  if (!keepsForTab()) return err({ problem: { code: 'unsupported', message: '' }, answer: undefined })
  const nobody = { token: () => Promise.resolve(undefined), signInAgain: () => Promise.resolve(false) }
  const installation = createClient({
    origin: '',
    fetch: fetchInLanguage(() => readPreferences().language),
    session: nobody,
    connection: createConnection(),
  })
  const config = await installation.call(readConfig, {})
  // The demo's bundle has no code for signing in.
  if (!config.ok || import.meta.env.MODE === 'demo') return config.ok ? ok({ config: config.value }) : config
  const { identity } = config.value
  if (identity.kind !== 'auth0') return ok({ config: config.value })
  const client = createAuth0Client(identity)
  const session = createAuth0Session(identity, client)
  await askWhoIsThere(client, session.arrive)
  return ok({ config: config.value, auth0: { client, session } })
}
