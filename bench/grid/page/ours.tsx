import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useMemo } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { useEditorState } from '#client/change-set/use-editor-state.ts'
import { createEditor } from '#client/change-set/editor.ts'
import { createClient } from '#client/client.ts'
import { createConnection } from '#client/connection.ts'
import { PlatformProvider } from '#client/platform.ts'
import { createStreams } from '#client/streams/streams.ts'
import { draftWorld } from '#domain/line/draft-world.ts'
import { lineBindings } from '#domain/parameters/line-bindings.ts'
import { parameterSheet } from '#domain/parameters/sheet.ts'
import { historyOf } from '#domain/history.ts'
import { gridLines, visibleScopes } from '#features/parameters/grid/grid-lines.ts'
import { ValuesGrid } from '#features/parameters/grid/values-grid.tsx'
import type { ValuesView } from '#features/parameters/use-values-view.ts'
import { type Values, ValuesProvider } from '#features/parameters/values-context.ts'
import { writeValues } from '#features/parameters/write-values.ts'
import '#ui/tokens.css'
import '#ui/base.css'
import '#features/parameters/parameters.css'
import { documentsOf, sizeOf, worldOfMany } from './many-values.ts'

const { rows, columns } = sizeOf(location.search)
const first = worldOfMany(rows, columns)
const bases = Object.fromEntries(Object.entries(documentsOf(first)).map(([id, text]) => [id, { text, version: 1 }]))
const bindings = lineBindings([])
const secrets = new Map<string, ReadonlyMap<string, readonly string[]>>()
const published = parameterSheet(first, bindings, secrets)
const editor = createEditor('project', { history: historyOf({}), bases })
const addresses = { current: [] }
// Typing here looks nothing up, so no request is ever sent.
const session = { token: () => Promise.resolve('token'), signInAgain: () => Promise.resolve(false) }
const connection = createConnection()
const platform = {
  client: createClient({ origin: '', fetch, session, connection }),
  streams: createStreams(session, true),
  connection,
}
const cache = new QueryClient()
const view: ValuesView = {
  view: 'grid',
  text: '',
  applications: [],
  environments: [],
  only: [],
  closed: [],
  reference: undefined,
  scope: undefined,
  parameter: undefined,
  left: undefined,
  right: undefined,
  dialog: undefined,
}

/** The product's grid with everything behind it: a value is spliced into its document, and world, sheet and lines are derived from the texts. */
function Ours() {
  const texts = useEditorState(editor).history.present
  const world = useMemo(() => draftWorld(first, texts, {}), [texts])
  const sheet = useMemo(() => parameterSheet(world, bindings, secrets), [world])
  const scopes = useMemo(() => visibleScopes(sheet, view), [sheet])
  const lines = useMemo(() => gridLines(sheet, scopes, view, { reference: 'env-0', published }), [sheet, scopes])
  const values: Values = {
    project: 'bench',
    editor,
    world,
    publishedWorld: first,
    sheet,
    published,
    lines: [],
    bindings,
    editable: true,
    reference: 'env-0',
    secretKeys: () => [],
    secretTexts: () => [],
    view,
    show: () => undefined,
    write: (changes, name = '', mark?: string) =>
      editor.apply(name, writeValues(editor.store.getState(), changes), mark),
    apply: (name, edit, mark) => editor.apply(name, edit, mark),
  }
  return (
    <ValuesProvider value={values}>
      <div style={{ height: '100vh' }}>
        <ValuesGrid lines={lines} scopes={scopes} addresses={addresses} onSelect={() => undefined} />
      </div>
    </ValuesProvider>
  )
}

const root = document.getElementById('root')
Object.assign(window, {
  open() {
    if (root !== null)
      flushSync(() =>
        createRoot(root).render(
          <QueryClientProvider client={cache}>
            <PlatformProvider value={platform}>
              <Ours />
            </PlatformProvider>
          </QueryClientProvider>,
        ),
      )
  },
})
