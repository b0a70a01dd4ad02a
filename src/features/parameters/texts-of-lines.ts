import type { Texts } from '#domain/documents.ts'

/** Texts of all lines, published or drafted, as one value: it is the same as long as none of them changes. */
export function textsOfLines(texts: Texts, bases: Readonly<Record<string, { readonly text: string }>>): string {
  const ids = [...new Set([...Object.keys(bases), ...Object.keys(texts)])].filter((id) => id.startsWith('line/'))
  return JSON.stringify(ids.map((id) => texts[id] ?? bases[id]?.text ?? ''))
}

/** The texts in that value. */
export function linesIn(texts: string): readonly string[] {
  const parsed: unknown = JSON.parse(texts)
  return Array.isArray(parsed) ? parsed.map(String) : []
}
