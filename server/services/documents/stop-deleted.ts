import { type ChangePart, parseDocumentId } from '#domain/documents.ts'
import type { Ports } from '../../ports.ts'

/** Stops what runs in Deployments that a change has deleted: nobody would see it any more, or could stop it. */
export async function stopDeleted(
  { target }: Pick<Ports, 'target'>,
  project: string,
  parts: readonly ChangePart[],
): Promise<void> {
  const deleted = new Set(
    parts.flatMap(({ id, text }) => {
      const { kind, names = [] } = parseDocumentId(id) ?? {}
      return text === undefined && kind === 'deployment' ? [names.join('/')] : []
    }),
  )
  if (deleted.size === 0) return
  const running = await target.running(project)
  const left = running.filter(({ target: { application, deployment } }) => deleted.has(`${application}/${deployment}`))
  await Promise.all(left.map((version) => target.remove(version.target)))
}
