import { useQuery } from '@tanstack/react-query'
import { usePlatform } from '../platform.ts'
import { outlineOptions } from '../queries/outline.ts'
import { projectOptions } from '../queries/projects.ts'

/** The repositories whose protected branch a change of these documents has to wait for. The server decides; this says what to offer. */
export function useProtectedParts(project: string, documents: readonly string[]): readonly string[] {
  const { client } = usePlatform()
  const { data: kept } = useQuery({ ...projectOptions(client, project), staleTime: 0 })
  const { data: outline } = useQuery(outlineOptions(client, project))
  const homes = (outline?.applications ?? []).flatMap(({ name, qvsConfigRepository }) =>
    documents.includes(`qvs-config/${name}`) || documents.includes(`application/${name}`) ? [qvsConfigRepository] : [],
  )
  return (kept?.project.protectedRepositories ?? []).filter(
    (repository) => homes.includes(repository) || documents.includes(`repository/${repository}`),
  )
}
