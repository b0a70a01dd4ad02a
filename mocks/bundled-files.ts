import type { NamedModule } from '#domain/adapters/describe-adapters.ts'
import { sourcesDigest } from '#domain/manifests/sources-digest.ts'

// Files of the repository that travel with the demo as texts.
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
