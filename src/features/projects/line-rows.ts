import { type Draft, draftedTexts } from '#contract/drafts.ts'
import { begunIn } from '#client/change-set/draft-content.ts'
import { type DocumentVersion, parseDocumentId } from '#domain/documents.ts'
import type { AssemblyLine } from '#domain/line/line.ts'
import { formerlyAnnotation } from '#domain/line/named-line.ts'
import { parseLine } from '#domain/line/parse.ts'

export interface LineRow {
  readonly name: string
  /** Absent for a line that was never published. */
  readonly document: DocumentVersion | undefined
  readonly draft: Draft | undefined
  /** Whether the published line was deleted, and only this person's draft is left. */
  readonly isDeleted: boolean
  /** The published text, or else the draft's. */
  readonly text: string
  readonly line: AssemblyLine | undefined
  readonly formerly: readonly string[]
}

/**
 * Published lines and this person's unpublished ones. A line that cannot be read has a row too, so that it can be
 * opened and mended.
 */
export function lineRows(documents: readonly DocumentVersion[], drafts: readonly Draft[]): readonly LineRow[] {
  const published = documents.map((document): LineRow => {
    const name = parseDocumentId(document.id)?.names[0] ?? document.id
    const draft = drafts.find(({ subject }) => subject === document.id)
    const { text } = document
    const { line } = parseLine(text)
    return {
      name,
      document,
      draft,
      isDeleted: false,
      text,
      line,
      formerly: line?.metadata.annotations?.[formerlyAnnotation]?.split(',') ?? [],
    }
  })
  const begun = drafts.flatMap((draft): LineRow[] => {
    const id = parseDocumentId(draft.subject)
    if (id?.kind !== 'line' || documents.some((document) => document.id === draft.subject)) return []
    const text = draftedTexts(draft.content)[draft.subject] ?? ''
    const isDeleted = !begunIn(draft.content).includes(draft.subject)
    const name = id.names[0] ?? ''
    return [{ name, document: undefined, draft, isDeleted, text, line: parseLine(text).line, formerly: [] }]
  })
  return [...begun, ...published]
}
