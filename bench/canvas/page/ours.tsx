import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { createBrowserRouter } from 'react-router'
import { RouterProvider } from 'react-router/dom'
import { createClient } from '#client/client.ts'
import { createConnection } from '#client/connection.ts'
import { pathTo, places } from '#client/paths.ts'
import { PlatformProvider } from '#client/platform.ts'
import { createStreams } from '#client/streams/streams.ts'
import { documentId } from '#domain/documents.ts'
import { DesignerPage } from '#features/designer/designer-page.tsx'
import { createCommandRegistry } from '#ui/commands/registry.ts'
import { CommandProvider, useKeyLayer } from '#ui/commands/use-commands.ts'
import { RouterContext } from '#ui/page/router-context.ts'
import '#ui/tokens.css'
import '#ui/base.css'
import { big, cardAt } from './big-graph.ts'

const digest = `sha256:${'0'.repeat(64)}`
const project = { name: 'big', displayName: 'Big', description: '' }
const document_ = {
  id: documentId('line', 'big'),
  version: 1,
  digest,
  text: big.text,
  author: { id: 'bench', name: 'Bench' },
  message: '',
  at: '2026-01-01T00:00:00Z',
}

// One value to fill in per application, for the typing test.
const pipelines = big.world.pipelines.map((pipeline) =>
  pipeline.metadata.name.endsWith('-build')
    ? { ...pipeline, spec: { ...pipeline.spec, params: [...(pipeline.spec.params ?? []), { name: 'channel' }] } }
    : pipeline,
)

// Serialised before the measurement, as a server sends them.
const me = JSON.stringify({
  person: { id: 'bench', name: 'Bench' },
  memberships: [{ project, role: 'admin', teams: [] }],
})
const world = JSON.stringify({ world: { ...big.world, pipelines }, findings: [] })
const ownDocument = JSON.stringify({ document: document_ })

/** A fake server with one line and its project and nothing else, since only the page is measured. */
function answer({ pathname, searchParams }: URL): string | undefined {
  if (pathname === '/apis/v1/me') return me
  if (pathname.endsWith('/world')) return world
  if (pathname.endsWith('/document/newest')) return searchParams.get('id') === document_.id ? ownDocument : '{}'
  if (pathname.endsWith('/documents')) return '{"documents":[]}'
  if (pathname.endsWith('/drafts')) return '{"drafts":[]}'
  return undefined
}

async function fetchHere(input: RequestInfo | URL): Promise<Response> {
  const body = answer(new URL(input instanceof Request ? input.url : input, location.origin))
  await Promise.resolve()
  return body === undefined
    ? Response.json({ code: 'not-found', title: 'Not here', status: 404 }, { status: 404 })
    : new Response(body, { headers: { 'content-type': 'application/json' } })
}

const session = { token: () => Promise.resolve('token'), signInAgain: () => Promise.resolve(false) }
const connection = createConnection()
const platform = {
  client: createClient({ origin: '', fetch: fetchHere, session, connection }),
  streams: createStreams(session, true),
  connection,
  person: 'bench',
}
const cache = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity, retry: false } } })
const commands = createCommandRegistry()

function Page() {
  useKeyLayer()
  return (
    <div style={{ height: '100vh', display: 'grid' }}>
      <DesignerPage />
    </div>
  )
}

const root = document.getElementById('root')
Object.assign(window, {
  open() {
    history.replaceState(null, '', pathTo('line', { project: 'big', line: 'big' }))
    const router = createBrowserRouter([{ path: places.line, element: <Page /> }])
    if (root === null) return
    flushSync(() =>
      createRoot(root).render(
        <CommandProvider value={commands}>
          <QueryClientProvider client={cache}>
            <PlatformProvider value={platform}>
              <RouterContext value={router}>
                <RouterProvider router={router} />
              </RouterContext>
            </PlatformProvider>
          </QueryClientProvider>
        </CommandProvider>,
      ),
    )
  },
  cardAt,
  isShown: () => document.querySelectorAll('.react-flow__node-card').length > 0,
})
