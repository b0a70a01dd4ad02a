import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { matchPath } from 'react-router'
import { RouterProvider } from 'react-router/dom'
import { createClient } from '#client/client.ts'
import { createConnection } from '#client/connection.ts'
import { fetchInLanguage } from '#client/fetch-in-language.ts'
import { places } from '#client/paths.ts'
import { PersonProvider, type Platform, PlatformProvider } from '#client/platform.ts'
import { problemOf } from '#client/problems.ts'
import { createStreams } from '#client/streams/streams.ts'
import type { Config } from '#contract/config.ts'
import { askForHome } from '#features/home/ask-for-home.ts'
import { type Session, useSession } from '#features/session/session.ts'
import { SessionGate } from '#features/session/session-gate.tsx'
import { CommandProvider } from '#ui/commands/use-commands.ts'
import { createCommandRegistry } from '#ui/commands/registry.ts'
import { readPreferences } from '#ui/preferences.ts'
import { usePreferences } from '#ui/use-preferences.ts'
import { RouterContext } from '#ui/page/router-context.ts'
import { ConfigProvider } from './config.ts'
import type { createRouter } from './router.tsx'

export interface AppProps {
  readonly config: Config
  readonly router: ReturnType<typeof createRouter>
  /** Cache and client for the first person to sign in, if already created before the first render. */
  readonly first?: TabOfPerson
}

/** The query cache and the platform client of one person. */
interface TabOfPerson {
  readonly cache: QueryClient
  readonly platform: Platform
}

/** The workbench. Expects to be rendered inside the session's provider. */
export function App({ config, router, first }: AppProps) {
  const { language } = usePreferences()
  const [commands] = useState(createCommandRegistry)
  // The same element on every render, so that pages do not render again when the person becomes known.
  const pages = useMemo(
    () => (
      <RouterContext value={router}>
        <RouterProvider router={router} />
      </RouterContext>
    ),
    [router],
  )
  return (
    <I18nProvider locale={language === 'ja' ? 'ja-JP' : 'en-US'}>
      <ConfigProvider value={config}>
        <CommandProvider value={commands}>
          <SessionGate issuer={config.identity.issuer}>
            {(person, isShown) => (
              <Signed config={config} person={person ?? ''} first={first}>
                {isShown ? pages : null}
              </Signed>
            )}
          </SessionGate>
        </CommandProvider>
      </ConfigProvider>
    </I18nProvider>
  )
}

interface SignedProps {
  readonly config: Config
  readonly person: string
  readonly first: TabOfPerson | undefined
  readonly children: ReactNode
}

/**
 * Every person gets a cache of their own, so that nothing of one person is ever shown to another. The first person takes over the cache that was
 * filled for them.
 */
function Signed(props: SignedProps) {
  const [tab, setTab] = useState({ owner: props.person, number: 0 })
  if (tab.owner !== props.person)
    setTab({ owner: props.person, number: tab.owner === '' ? tab.number : tab.number + 1 })
  return <Tab key={tab.number} {...props} first={tab.number === 0 ? props.first : undefined} />
}

export function createTab(config: Config, session: Session): TabOfPerson {
  const connection = createConnection()
  const client = createClient({
    origin: '',
    fetch: fetchInLanguage(() => readPreferences().language),
    session,
    connection,
  })
  const platform = { client, connection, streams: createStreams(session, config.mode === 'demo') }
  return { cache: createCache(), platform }
}

/** Sends the first page's requests as soon as the person is known; they are faster than the first render. */
export function askFirst({ cache, platform }: TabOfPerson): void {
  const project = matchPath(places.home, location.pathname)?.params.project
  if (project !== undefined) askForHome(cache, platform.client, project)
}

function Tab({ config, person, first, children }: SignedProps) {
  const session = useSession()
  const [tab] = useState(() => first ?? createTab(config, session))
  useEffect(() => askFirst(tab), [tab])
  return (
    <QueryClientProvider client={tab.cache}>
      <PlatformProvider value={tab.platform}>
        <PersonProvider value={person}>{children}</PersonProvider>
      </PlatformProvider>
    </QueryClientProvider>
  )
}

/** Problems that may be gone when the request is repeated; for too many requests the server says when. */
const passes: ReadonlySet<string> = new Set(['timed-out', 'too-many-requests'])

function createCache(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      // When the server is gone, the connection banner polls it and refetches. Other problems do not go away by asking again.
      queries: { staleTime: 5000, retry: (count, error) => count < 2 && passes.has(problemOf(error).code) },
    },
  })
}
