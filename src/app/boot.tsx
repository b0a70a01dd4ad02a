import type { ReactNode } from 'react'
import { Auth0Root } from '#features/session/auth0-root.tsx'
import { App, type AppProps, askFirst, createTab } from './app.tsx'
import { NoServer } from './no-server.tsx'
import { type Opening, openWorkbench } from './opening.ts'
import { createRouter } from './router.tsx'

/** Shows the workbench with the sign-in that the installation wants. */
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
  if (auth0 === undefined) {
    // Another library for other issuers; whoever has Auth0 or the embedded one never loads it.
    const { OidcRoot } = await import('#features/session/oidc-root.tsx')
    return (
      <OidcRoot identity={config.identity} onReturn={onReturn}>
        <App config={config} router={router} />
      </OidcRoot>
    )
  }
  const { client, session } = auth0
  // What Home asks for goes out with the answer, while the frame is being rendered.
  const first = createTab(config, session)
  askFirst(first)
  return (
    <Auth0Root client={client} session={session} onReturn={onReturn}>
      <App config={config} router={router} first={first} />
    </Auth0Root>
  )
}
