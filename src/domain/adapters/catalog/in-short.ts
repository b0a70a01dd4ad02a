import type { AdapterDescription } from './description.ts'

/** What the adapter does, in the person's language where the adapter speaks it. */
export function descriptionOf(adapter: AdapterDescription, language: 'en' | 'ja'): string {
  return (language === 'ja' ? adapter.ja.description : undefined) ?? adapter.description
}

/**
 * Where the adapter is in its module: what tells adapters of one name apart that say nothing about themselves. A module that is named after its
 * repository has another path, so only the end of the import path is told, which is what sets adapters apart.
 */
export function pathInModule({ pattern, module }: AdapterDescription): string {
  if (pattern.startsWith(`${module.name}/`)) return pattern.slice(module.name.length + 1)
  const parts = pattern.split('/')
  return parts.length > 4 ? `…/${parts.slice(-4).join('/')}` : pattern
}

/** Names that several adapters have: a module may hold one `apiBackend` for each cloud. */
export function sharedNames(adapters: readonly Pick<AdapterDescription, 'name'>[]): ReadonlySet<string> {
  const names = adapters.map(({ name }) => name)
  return new Set(names.filter((name, at) => names.indexOf(name) !== at))
}

/** The line below a name in a list: what the adapter does, and where it is for one that says nothing or shares its name with another. */
export function lineBelow(adapter: AdapterDescription, shared: ReadonlySet<string>, language: 'en' | 'ja'): string {
  return (shared.has(adapter.name) ? '' : descriptionOf(adapter, language)) || pathInModule(adapter)
}
