import { type ImportedLine, importedLine } from '#domain/line/named-line.ts'
import type { World } from '#domain/line/world.ts'
import type { Result } from '#domain/result.ts'

/** What is asked of a text that somebody wants to import: what it holds, and its line under a name where one is given. */
export interface ImportQuestion {
  readonly id: number
  readonly text: string
  readonly known: Pick<World, 'applications' | 'deployments' | 'environments'>
  readonly revision: string
  /** Of several lines of the text the one that is meant. */
  readonly which: number
  readonly name: string | undefined
}

export type ReadImport = Omit<ImportedLine, 'under'>

export interface ImportAnswer {
  readonly id: number
  readonly read: Result<ReadImport>
  readonly made: Result<string> | undefined
}

/** Answers what a text holds. */
export function answerImport({ id, text, known, revision, which, name }: ImportQuestion): ImportAnswer {
  const imported = importedLine(text, known, { revision }, which)
  if (!imported.ok) return { id, read: imported, made: undefined }
  const { under, ...read } = imported.value
  return { id, read: { ok: true, value: read }, made: name === undefined ? undefined : under(name) }
}
