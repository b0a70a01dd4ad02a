import type { ReactNode } from 'react'
import { Auth0Root } from '#features/session/auth0-root.tsx'
import { App, type AppProps, askFirst, createTab } from './app.tsx'
import { NoServer } from './no-server.tsx'
import { type Opening, openWorkbench } from './opening.ts'
import { createRouter } from './router.tsx'

/** Renders the workbench with the sign-in that the installation is configured for. */
export async function boot(render: (page: ReactNode) => void, opening = openWorkbench()): Promise<void> {
  const router = createRouter()
  const opened = await opening
  if (opened.ok) render(await rootFor(opened.value, router))
  else {
    router.dispose()
    render(<NoServer problem={opened.error.problem} onRetry={() => void boot(render)} />)
  }
}

async function rootFor({ config, auth0 }: Opening, router: AppProps['router']): Promise<ReactNode> {
  // The build mode decides: the demo's bundle has no code for signing in, the others none for the demo.
  if (import.meta.env.MODE === 'demo') {
    const { DemoRoot } = await import('#features/session/demo-root.tsx')
    return (
      <DemoRoot>
        <App config={config} router={router} />
      </DemoRoot>
    )
  }
  const onReturn = (to: string): void => void router.navigate(to, { replace: true })
  if (auth0 === undefined) {
    // Other issuers need another library, which Auth0 and the embedded issuer never load.
    const { OidcRoot } = await import('#features/session/oidc-root.tsx')
    return (
      <OidcRoot identity={config.identity} onReturn={onReturn}>
        <App config={config} router={router} />
      </OidcRoot>
    )
  }
  const { client, session } = auth0
  // Home's requests go out now, while the frame renders.
  const first = createTab(config, session)
  askFirst(first)
  return (
    <Auth0Root client={client} session={session} onReturn={onReturn}>
      <App config={config} router={router} first={first} />
    </Auth0Root>
  )
}
