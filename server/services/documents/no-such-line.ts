import { parseDocumentId } from '#domain/documents.ts'
import { nearestName } from '#domain/line/nearest-name.ts'
import { problem, type Problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import type { Ports } from '../../ports.ts'

/** The refusal of a line that is not published: a name that was mistyped, or a draft. */
export async function noSuchLine(
  { documents }: Pick<Ports, 'documents'>,
  project: string,
  name: string,
): Promise<Problem> {
  const lines = await documents.list(project, 'line')
  const near = nearestName(
    name,
    lines.flatMap(({ id }) => parseDocumentId(id)?.names ?? []),
  )
  const fix = near === undefined ? say`Publish it first` : say`Did you mean ${near}?`
  return problem('not-found', say`There is no published line ${name}`, { fix })
}
