import { useQuery } from '@tanstack/react-query'
import { readDraft } from '#client/change-set/draft-content.ts'
import { changedIds } from '#client/change-set/editor.ts'
import { usePlatform } from '#client/platform.ts'
import { draftsOptions } from '#client/queries/drafts.ts'
import { parseDocumentId, type Texts } from '#domain/documents.ts'

/** An unpublished change set of this person, reduced to documents that can affect adapters. */
export interface OwnChanges {
  readonly subject: string
  readonly documents: Texts
}

const irrelevant = new Set(['line', 'layout'])

/** This person's unpublished change sets, without those that only touch lines. */
export function useOwnChanges(project: string): readonly OwnChanges[] {
  const { client } = usePlatform()
  const { data } = useQuery(draftsOptions(client, project))
  return (data?.drafts ?? []).flatMap(({ subject, content }) => {
    const draft = readDraft(content)
    if (draft === undefined) return []
    const texts = draft.history.present
    const ids = changedIds(draft).filter((id) => !irrelevant.has(parseDocumentId(id)?.kind ?? 'line'))
    if (ids.length === 0) return []
    return [{ subject, documents: Object.fromEntries(ids.map((id) => [id, texts[id] ?? ''])) }]
  })
}
