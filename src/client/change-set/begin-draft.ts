import { documentId, type Texts } from '#domain/documents.ts'
import { historyOf } from '#domain/history.ts'
import type { Client } from '../client.ts'
import { type DraftPlace, keepDraft } from './draft-store.ts'

/** Begins a line that nobody else sees until it is published: the designer takes the draft up. Answers whether it is kept anywhere. */
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
