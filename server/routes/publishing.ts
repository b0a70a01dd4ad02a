import type { ChangePart, DocumentVersion } from '#domain/documents.ts'
import { problemResponse } from '../http/problems.ts'
import type { Refusal } from '../services/documents/publish.ts'
import type { Requester } from '../services/runs/run-service.ts'
import type { Services } from '../services/services.ts'

/** Why nothing was published; for a conflict, with both sides. */
export function refused({ problem: reason, conflicts }: Refusal, request: Request): Response {
  return problemResponse(reason, request, conflicts.length === 0 ? {} : { conflicts })
}

/** Effects of publishing: rules apply at once, and commits count as pushes. */
export async function afterPublishing(
  { orchestrator, triggers }: Pick<Services, 'orchestrator' | 'triggers'>,
  project: string,
  parts: readonly ChangePart[],
  versions: readonly DocumentVersion[],
  by: Requester,
): Promise<void> {
  if (parts.some(({ id }) => id.startsWith('rules/'))) orchestrator.poke(project)
  if (versions.some(({ commit }) => commit !== undefined)) await triggers.look(project, undefined, by)
}

export function withoutTexts(versions: readonly DocumentVersion[]): Omit<DocumentVersion, 'text'>[] {
  return versions.map(({ text: _text, ...summary }) => summary)
}
