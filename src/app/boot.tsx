import type { ReactNode } from 'react'
import { createClient } from '#client/client.ts'
import { createConnection } from '#client/connection.ts'
import { fetchInLanguage } from '#client/fetch-in-language.ts'
import { type Config, readConfig } from '#contract/session.ts'
import { askWhoIsThere, createAuth0Client } from '#features/session/auth0-client.ts'
import { Auth0Root } from '#features/session/auth0-root.tsx'
import { createAuth0Session } from '#features/session/auth0-session.ts'
import { readPreferences } from '#ui/preferences.ts'
import { App, type AppProps, askFirst, createRouter, createTab } from './app.tsx'
import { NoServer } from './no-server.tsx'

/** Asks the installation what it is, then shows the workbench with the sign-in that it wants. */
export async function boot(render: (page: ReactNode) => void): Promise<void> {
  const nobody = { token: () => Promise.resolve(undefined), signInAgain: () => Promise.resolve(false) }
  const client = createClient({
    origin: '',
    fetch: fetchInLanguage(() => readPreferences().language),
    session: nobody,
    connection: createConnection(),
  })
  const asked = client.call(readConfig, {})
  const router = createRouter()
  const config = await asked
  if (config.ok) render(await rootFor(config.value, router))
  else {
    router.dispose()
    render(<NoServer problem={config.error.problem} onRetry={() => void boot(render)} />)
  }
}

async function rootFor(config: Config, router: AppProps['router']): Promise<ReactNode> {
  // The demo's build leaves the code for signing in out, the others the one for the demo.
  if (import.meta.env.MODE === 'demo') {
    const { DemoRoot } = await import('#features/session/demo-root.tsx')
    return (
      <DemoRoot>
        <App config={config} router={router} />
      </DemoRoot>
    )
  }
  const onReturn = (to: string): void => void router.navigate(to, { replace: true })
  if (config.identity.kind === 'oidc') {
    // Another library for other issuers; whoever has Auth0 or the embedded one never loads it.
    const { OidcRoot } = await import('#features/session/oidc-root.tsx')
    return (
      <OidcRoot identity={config.identity} onReturn={onReturn}>
        <App config={config} router={router} />
      </OidcRoot>
    )
  }
  const client = createAuth0Client(config.identity)
  const session = createAuth0Session(config.identity, client)
  // What Home asks for goes out with the answer, while the frame is being rendered.
  const first = createTab(config, session)
  askFirst(first)
  await askWhoIsThere(client, session.arrive)
  return (
    <Auth0Root client={client} session={session} onReturn={onReturn}>
      <App config={config} router={router} first={first} />
    </Auth0Root>
  )
}
