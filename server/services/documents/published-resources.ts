import type { DocumentKind, Texts } from '#domain/documents.ts'
import { readResources, textsOf, type ProjectResources } from '#domain/project-documents.ts'
import type { Ports } from '../../ports.ts'

/** Resources of some kinds as published, with the texts of a change set on top. */
export async function publishedResources(
  { documents }: Pick<Ports, 'documents'>,
  project: string,
  kinds: readonly DocumentKind[],
  changed: Texts = {},
): Promise<ProjectResources> {
  const published = await Promise.all(kinds.map((kind) => documents.list(project, kind)))
  return readResources({ ...textsOf(published.flat()), ...changed })
}
