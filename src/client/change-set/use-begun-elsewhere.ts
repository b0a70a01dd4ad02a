import { useQuery } from '@tanstack/react-query'
import { draftedTexts } from '#contract/drafts.ts'
import type { Texts } from '#domain/documents.ts'
import { usePlatform } from '../platform.ts'
import { draftsOptions } from '../queries/drafts.ts'
import { begunIn } from './draft-content.ts'

/** The documents that this person's drafts of other subjects begin and nobody has published; undefined until that is known. */
export function useBegunElsewhere(project: string, subject: string): Texts | undefined {
  const { client } = usePlatform()
  const { data, isFetchedAfterMount } = useQuery({ ...draftsOptions(client, project), refetchOnMount: 'always' })
  if (!isFetchedAfterMount) return undefined
  const others = (data?.drafts ?? []).filter((draft) => draft.subject !== subject)
  return Object.fromEntries(
    others.flatMap(({ content }) => {
      const texts = draftedTexts(content)
      return begunIn(content).flatMap((id) => (texts[id] === undefined ? [] : [[id, texts[id]]]))
    }),
  )
}
