import type { AdapterDescription } from '#domain/adapters/description.ts'

type Language = 'en' | 'ja'

/** What the adapter does, in the person's language where the adapter speaks it. */
export function descriptionOf(adapter: AdapterDescription, language: Language): string {
  return (language === 'ja' ? adapter.ja.description : undefined) ?? adapter.description
}

/** The README, likewise. */
export function readmeOf(adapter: AdapterDescription, language: Language): string | undefined {
  return (language === 'ja' ? adapter.ja.readme : undefined) ?? adapter.readme
}

/** Where the adapter is in its module: what tells adapters of one name apart that say nothing about themselves. */
export function pathInModule({ pattern, module }: AdapterDescription): string {
  return pattern.startsWith(`${module.name}/`) ? pattern.slice(module.name.length + 1) : pattern
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
