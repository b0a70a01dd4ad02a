import type { ProposalView } from '#contract/proposals.ts'
import { keepDraft } from '#client/change-set/draft-store.ts'
import type { Client } from '#client/client.ts'
import { pathTo } from '#client/paths.ts'
import { parseDocumentId, type Texts } from '#domain/documents.ts'
import { historyOf, record } from '#domain/history.ts'

/** The subject of a draft of these documents: their line, else the first QVS Config, else the project's resources. */
export function subjectOf(documents: readonly string[]): string {
  const first = (kind: string) => documents.find((id) => parseDocumentId(id)?.kind === kind)
  return first('line') ?? first('qvs-config') ?? 'project'
}

/** The page where a subject is edited. */
export function placeOf(project: string, subject: string): string {
  const { kind, names } = parseDocumentId(subject) ?? { names: [] }
  const [name = ''] = names
  if (kind === undefined) return pathTo('parameters', { project })
  return kind === 'line' ? pathTo('line', { project, line: name }) : pathTo('qvsConfig', { project, application: name })
}

/** Turns a proposal back into a draft on its old base, so that what others published since shows up as a conflict. */
export async function takeUp(
  client: Client,
  place: { readonly project: string; readonly person: string; readonly subject: string },
  { message, parts }: Pick<ProposalView, 'message' | 'parts'>,
): Promise<void> {
  const texts = Object.fromEntries(parts.map(({ id, after = '' }) => [id, after]))
  const bases = Object.fromEntries(
    parts.map(({ id, before }) => [
      id,
      before === undefined
        ? { text: '', version: 0 }
        : { digest: before.digest, text: before.text, version: before.version },
    ]),
  )
  // One undoable step, whose name (the proposal's message) is suggested in the next review.
  const before = Object.fromEntries(
    parts.flatMap((part) => (part.before === undefined ? [] : [[part.id, part.before.text]])),
  )
  const history = record(historyOf<Texts>(before), texts, message)
  await keepDraft(client, place, { subject: place.subject, history, bases, problem: undefined })
}
