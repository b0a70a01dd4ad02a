import type { Texts } from '#domain/documents.ts'

/** The texts of all lines, drafts included, as one string: a cheap value to compare and to depend on. */
export function textsOfLines(texts: Texts, bases: Readonly<Record<string, { readonly text: string }>>): string {
  const ids = [...new Set([...Object.keys(bases), ...Object.keys(texts)])].filter((id) => id.startsWith('line/'))
  return JSON.stringify(ids.map((id) => texts[id] ?? bases[id]?.text ?? ''))
}

/** The texts in that string. */
export function linesIn(texts: string): readonly string[] {
  const parsed: unknown = JSON.parse(texts)
  return Array.isArray(parsed) ? parsed.map(String) : []
}
