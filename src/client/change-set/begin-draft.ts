import { documentId, type Texts } from '#domain/documents.ts'
import { historyOf } from '#domain/history.ts'
import type { Client } from '../client.ts'
import { type DraftPlace, keepDraft } from './draft-store.ts'

/** Starts a line as a private draft, which the designer opens. Resolves to false if the draft could not be saved anywhere. */
export async function beginLine(
  client: Client,
  place: Omit<DraftPlace, 'subject'>,
  name: string,
  texts: Texts,
): Promise<boolean> {
  const subject = documentId('line', name)
  const state = { subject, history: historyOf(texts), bases: {}, problem: undefined }
  return (await keepDraft(client, { ...place, subject }, state)) !== 'nowhere'
}
