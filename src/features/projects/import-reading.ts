import { type ImportedLine, importedLine } from '#domain/line/named-line.ts'
import type { World } from '#domain/line/world.ts'
import type { Result } from '#domain/result.ts'

/** A question about a text to import: what it contains and, given a name, the line's text under that name. */
export interface ImportQuestion {
  readonly id: number
  readonly text: string
  readonly known: Pick<World, 'applications' | 'deployments' | 'environments'>
  readonly revision: string
  /** Index of the chosen line if the text has several. */
  readonly which: number
  readonly name: string | undefined
}

export type ReadImport = Omit<ImportedLine, 'under'>

export interface ImportAnswer {
  readonly id: number
  readonly read: Result<ReadImport>
  readonly made: Result<string> | undefined
}

/** Reads a text and answers what it contains. */
export function answerImport({ id, text, known, revision, which, name }: ImportQuestion): ImportAnswer {
  const imported = importedLine(text, known, { revision }, which)
  if (!imported.ok) return { id, read: imported, made: undefined }
  const { under, ...read } = imported.value
  return { id, read: { ok: true, value: read }, made: name === undefined ? undefined : under(name) }
}
