import type { AdapterDescription } from './description.ts'

/** The adapter's description in the person's language, if the adapter has it. */
export function descriptionOf(adapter: AdapterDescription, language: 'en' | 'ja'): string {
  return (language === 'ja' ? adapter.ja.description : undefined) ?? adapter.description
}

/**
 * Where the adapter is in its module; distinguishes adapters of the same name without a description. A module named after its repository has another
 * path, so only the end of the import path is shown, which is the distinctive part.
 */
export function pathInModule({ pattern, module }: AdapterDescription): string {
  if (pattern.startsWith(`${module.name}/`)) return pattern.slice(module.name.length + 1)
  const parts = pattern.split('/')
  return parts.length > 4 ? `…/${parts.slice(-4).join('/')}` : pattern
}

/** Names used by several adapters: a module may have one `apiBackend` for each cloud. */
export function sharedNames(adapters: readonly Pick<AdapterDescription, 'name'>[]): ReadonlySet<string> {
  const names = adapters.map(({ name }) => name)
  return new Set(names.filter((name, at) => names.indexOf(name) !== at))
}

/** The line below an adapter's name in lists: its summary or one sentence, or its place if it has neither or shares its name. */
export function lineBelow(adapter: AdapterDescription, shared: ReadonlySet<string>, language: 'en' | 'ja'): string {
  if (shared.has(adapter.name)) return pathInModule(adapter)
  const summary = (language === 'ja' ? adapter.ja.summary : undefined) ?? adapter.summary
  return summary ?? (firstSentence(descriptionOf(adapter, language)) || pathInModule(adapter))
}

function firstSentence(text: string): string {
  return text.split(/(?<=[.。])\s|\n/)[0] ?? text
}
