import { useQuery } from '@tanstack/react-query'
import type { ChangePart } from '#domain/documents.ts'
import { readResources } from '#domain/project-documents.ts'
import { usePlatform } from '../platform.ts'
import { outlineOptions } from '../queries/outline.ts'
import { projectOptions } from '../queries/projects.ts'

/**
 * The protected repositories that a change set has to be proposed to. Works without texts, except for new applications. The server decides; this
 * is for what the page offers.
 */
export function useProtectedParts(
  project: string,
  parts: readonly Pick<ChangePart, 'id' | 'text'>[],
): readonly string[] {
  const { client } = usePlatform()
  const { data: kept } = useQuery({ ...projectOptions(client, project), staleTime: 0 })
  const { data: outline } = useQuery(outlineOptions(client, project))
  const documents = new Set(parts.map(({ id }) => id))
  const texts = Object.fromEntries(parts.flatMap(({ id, text }) => (text === undefined ? [] : [[id, text]])))
  const homes = [...(outline?.applications ?? []), ...readResources(texts).applications].flatMap(
    ({ name, qvsConfigRepository }) =>
      documents.has(`qvs-config/${name}`) || documents.has(`application/${name}`) ? [qvsConfigRepository] : [],
  )
  return (kept?.project.protectedRepositories ?? []).filter(
    (repository) => homes.includes(repository) || documents.has(`repository/${repository}`),
  )
}
