import { useQuery } from '@tanstack/react-query'
import { usePlatform } from '#client/platform.ts'
import { documentsOptions } from '#client/queries/document-lists.ts'
import { parseDocumentId } from '#domain/documents.ts'
import { formerNames } from '#domain/line/named-line.ts'

/** Finds the new name of a line that is not there under this one any more. */
export function useRenamed(project: string, line: string, isGone: boolean): string | undefined {
  const { client } = usePlatform()
  const lines = useQuery({ ...documentsOptions(client, project, 'line'), enabled: isGone })
  // The texts may be known for another reason, and reading them all takes a while.
  if (!isGone) return undefined
  const found = lines.data?.documents.find(({ text }) => formerNames(text).includes(line))
  return found === undefined ? undefined : parseDocumentId(found.id)?.names[0]
}
