import type { AdapterDescription } from '#domain/adapters/catalog/description.ts'
import { adapterInJapanese } from '#domain/adapters/catalog/in-japanese.ts'

type Language = 'en' | 'ja'

/** The README, in Japanese if that is asked for and the adapter has one. */
export function readmeOf(adapter: AdapterDescription, language: Language): string | undefined {
  return (language === 'ja' ? adapter.ja.readme : undefined) ?? adapter.readme
}

/** The adapter with its parameters and options described in the given language. */
export function fieldsOf(adapter: AdapterDescription, language: Language): AdapterDescription {
  return language === 'ja' ? adapterInJapanese(adapter) : adapter
}

/** Resolves a relative path in a README to a path within the module. */
export function besideReadme(readme: string, path: string): string {
  const parts = readme.split('/').slice(0, -1)
  for (const part of path
    .replace(/[?#].*$/, '')
    .replaceAll('%20', ' ')
    .split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  return parts.join('/')
}

/** Where a relative link in a README goes: to an adapter's page for its README or folder, else to the file's source. */
export function leadsTo(
  readme: string,
  path: string,
  adapters: readonly Pick<AdapterDescription, 'pattern' | 'readmeFile'>[],
  files: readonly string[],
): { readonly adapter: string } | { readonly source: string } | undefined {
  const at = besideReadme(readme, path)
  const other =
    adapters.find(({ readmeFile }) => readmeFile === at || readmeFile === `${at}/README.md`) ??
    adapters.find(({ pattern }) => pattern.replace(/:.*$/, '') === at)
  if (other !== undefined) return { adapter: other.pattern }
  return files.includes(at) ? { source: at } : undefined
}
