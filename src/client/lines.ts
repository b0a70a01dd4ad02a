import { findDocument, listVersions, publishChangeSet, readDocument } from '#contract/documents.ts'
import { type DocumentVersion, documentId } from '#domain/documents.ts'
import { withLineName } from '#domain/line/named-line.ts'
import { beginLine } from './change-set/begin-draft.ts'
import type { Client } from './client.ts'
import { problemError } from './problems.ts'

/** Where a line is, and who works on it. */
export interface LinePlace {
  readonly client: Client
  readonly project: string
  readonly person: string
}

/** A line's text and layout as published. */
async function documentsOf({ client, project }: LinePlace, line: string): Promise<readonly DocumentVersion[]> {
  const [text, layout] = await Promise.all([
    client.ask(readDocument, { params: { project }, query: { id: documentId('line', line) } }),
    client.ask(findDocument, { params: { project }, query: { id: documentId('layout', line) } }),
  ])
  return layout.document === undefined ? [text] : [text, layout.document]
}

/** Copies a line under another name, as a private draft. */
export async function duplicateLine(place: LinePlace, line: string, name: string): Promise<void> {
  const [text, layout] = await documentsOf(place, line)
  const renamed = withLineName(text?.text ?? '', name)
  if (!renamed.ok) throw problemError(renamed.error)
  await beginLine(place.client, place, name, {
    [documentId('line', name)]: renamed.value,
    ...(layout === undefined ? {} : { [documentId('layout', name)]: layout.text }),
  })
}

/** Deletes a line and its layout, but not its runs. Resolves to a function that restores both. */
export async function deleteLine(
  place: LinePlace,
  line: string,
  messages: { readonly remove: string; readonly restore: string },
): Promise<() => Promise<void>> {
  const { client, project } = place
  const documents = await documentsOf(place, line)
  const publish = (message: string, parts: { readonly id: string; readonly base?: string; readonly text?: string }[]) =>
    client.ask(publishChangeSet, { params: { project }, body: { message, parts } })
  await publish(
    messages.remove,
    documents.map(({ id, digest }) => ({ id, base: digest })),
  )
  return async () => {
    await publish(
      messages.restore,
      documents.map(({ id, text }) => ({ id, text })),
    )
  }
}

/** Publishes the last version of a deleted line, and of its layout, again. */
export async function restoreLine({ client, project }: LinePlace, line: string, message: string): Promise<void> {
  const ids = [documentId('line', line), documentId('layout', line)]
  const parts = await Promise.all(
    ids.map(async (id) => {
      const { versions } = await client.ask(listVersions, { params: { project }, query: { id } })
      const [last] = versions
      if (last === undefined) return []
      const { text } = await client.ask(readDocument, { params: { project }, query: { id, version: last.version } })
      return [{ id, text }]
    }),
  )
  await client.ask(publishChangeSet, { params: { project }, body: { message, parts: parts.flat() } })
}
