import type { ReactNode } from 'react'
import { createClient } from '#client/client.ts'
import { createConnection } from '#client/connection.ts'
import { type Config, readConfig } from '#contract/session.ts'
import { App, createRouter } from './app.tsx'
import { NoServer } from './no-server.tsx'

/** Asks the installation what it is, then shows the workbench with the sign-in that it wants. */
export async function boot(render: (page: ReactNode) => void): Promise<void> {
  const nobody = { token: () => Promise.resolve(undefined), signInAgain: () => Promise.resolve(false) }
  const client = createClient({
    origin: '',
    fetch: (input, init) => fetch(input, init),
    session: nobody,
    connection: createConnection(),
  })
  // Nearly every installation signs people in this way: its code comes while the server is asked.
  if (import.meta.env.MODE !== 'demo') import('#features/session/auth0-root.tsx').catch(() => undefined)
  const config = await client.call(readConfig, {})
  if (config.ok) render(await rootFor(config.value))
  else render(<NoServer problem={config.error.problem} onRetry={() => void boot(render)} />)
}

async function rootFor(config: Config): Promise<ReactNode> {
  const { kind } = config.identity
  if (kind === 'demo') {
    const { DemoRoot } = await import('#features/session/demo-root.tsx')
    return (
      <DemoRoot>
        <App config={config} router={createRouter()} />
      </DemoRoot>
    )
  }
  const { Auth0Root } = await import('#features/session/auth0-root.tsx')
  const router = createRouter()
  return (
    <Auth0Root identity={config.identity} onReturn={(to) => void router.navigate(to, { replace: true })}>
      <App config={config} router={router} />
    </Auth0Root>
  )
}
