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
