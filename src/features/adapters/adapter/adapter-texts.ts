import type { AdapterDescription } from '#domain/adapters/catalog/description.ts'
import { adapterInJapanese } from '#domain/adapters/catalog/in-japanese.ts'

type Language = 'en' | 'ja'

/** The README, in the person's language where the adapter has it. */
export function readmeOf(adapter: AdapterDescription, language: Language): string | undefined {
  return (language === 'ja' ? adapter.ja.readme : undefined) ?? adapter.readme
}

/** What it says about its parameters and options, likewise. */
export function fieldsOf(adapter: AdapterDescription, language: Language): AdapterDescription {
  return language === 'ja' ? adapterInJapanese(adapter) : adapter
}

/** The path of a file that a README names by a path beside itself. */
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

/** What a path in a README leads to here: the page of an adapter, for its README and its folder, or a file of the module. */
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
