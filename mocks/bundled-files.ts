import type { NamedModule } from '#domain/adapters/modules/found-module.ts'
import { readTemplates, type Template } from '#domain/templates/template.ts'
import { sourcesDigest } from '#domain/manifests/sources-digest.ts'

// Files of the repository, bundled with the demo as texts.
const adapters = import.meta.glob<string>(['../adapters/**/*.{cue,md,svg}', '!../adapters/test/**'], {
  query: '?raw',
  import: 'default',
  eager: true,
})
const schemas = import.meta.glob<string>('../.build/schemas/gen/**/*.cue', {
  query: '?raw',
  import: 'default',
  eager: true,
})
const samples = import.meta.glob<string>(
  [
    '../samples/bookshelf/**/*',
    '!**/*.test.ts',
    '!**/node_modules/**',
    '!**/dist/**',
    '../samples/bookshelf/*/test/**',
  ],
  {
    query: '?raw',
    import: 'default',
    eager: true,
  },
)

const templates = import.meta.glob<string>('../templates/**/*', { query: '?raw', import: 'default', eager: true })

/** The templates of lines. */
export function builtinTemplates(): readonly Template[] {
  const files = Object.fromEntries(
    Object.entries(templates).map(([path, text]) => [path.slice('../templates/'.length), text]),
  )
  const read = readTemplates(files)
  return read.ok ? read.value : []
}

/** The built-in adapters. */
export function builtinModule(): NamedModule {
  const files = Object.fromEntries([
    ...Object.entries(adapters).map(([path, text]) => [path.slice('../adapters/'.length), text]),
    ...Object.entries(schemas).map(([path, text]) => [path.replace('../.build/schemas/gen/', 'cue.mod/gen/'), text]),
  ])
  return { name: 'linewright.dev/adapters', revision: 'builtin', sources: { digest: sourcesDigest(files), files } }
}

/** The sample project, by path below its folder. */
export function bookshelf(): ReadonlyMap<string, Uint8Array> {
  const encoder = new TextEncoder()
  return new Map(
    Object.entries(samples).map(([path, text]) => [path.slice('../samples/bookshelf/'.length), encoder.encode(text)]),
  )
}
