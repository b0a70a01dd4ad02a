import type { DocumentKind, Texts } from '#domain/documents.ts'
import { readResources, textsOf, type ProjectResources } from '#domain/project-documents.ts'
import type { Ports } from '../../ports.ts'

/** What a project has of some kinds of resources: as it is published, but for the texts of a change set by their ids. */
export async function publishedResources(
  { documents }: Pick<Ports, 'documents'>,
  project: string,
  kinds: readonly DocumentKind[],
  changed: Texts = {},
): Promise<ProjectResources> {
  const published = await Promise.all(kinds.map((kind) => documents.list(project, kind)))
  return readResources({ ...textsOf(published.flat()), ...changed })
}
