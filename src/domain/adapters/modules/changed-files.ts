import { z } from 'zod'

/** A module's file that differs between two revisions; a missing file has an empty text. */
export const changedFileSchema = z.object({ path: z.string(), before: z.string(), after: z.string() })
export type ChangedFile = z.infer<typeof changedFileSchema>

type Files = Readonly<Record<string, string>>

const mostFiles = 50
/** In characters, for all texts together. */
const mostText = 2_000_000

/** The files of a module that differ between two revisions, by path: the first 50 with at most 2 M characters, and the number of further ones. */
export function changedFiles(
  before: Files,
  after: Files,
): { readonly files: readonly ChangedFile[]; readonly more: number } {
  const changed = [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((path) => before[path] !== after[path])
    .sort()
    .map((path): ChangedFile => ({ path, before: before[path] ?? '', after: after[path] ?? '' }))
  let text = 0
  const files = changed.slice(0, mostFiles).filter((file) => {
    text += file.before.length + file.after.length
    return text <= mostText
  })
  return { files, more: changed.length - files.length }
}
