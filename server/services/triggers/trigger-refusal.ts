import { documentId } from '#domain/documents.ts'
import { problem, type Problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import { circleOf } from '#domain/triggers/chain.ts'
import type { TriggerFields } from '#domain/triggers/trigger.ts'
import type { Ports } from '../../ports.ts'
import { noSuchLine } from '../documents/no-such-line.ts'
import { findRepository } from '../repositories/find-repository.ts'

/** Why a trigger cannot be saved; `id` is its own if it exists already. */
export async function refusalOf(
  ports: Ports,
  project: string,
  id: string | undefined,
  fields: TriggerFields,
): Promise<Problem | undefined> {
  const { line, on } = fields
  const lines = [['body.line', line], ...(on.kind === 'run' ? [['body.on.line', on.line] as const] : [])] as const
  for (const [path, name] of lines)
    if ((await ports.documents.read(project, documentId('line', name))) === undefined)
      return { ...(await noSuchLine(ports, project, name)), place: { path } }
  if (on.kind === 'schedule') return undefined
  if (on.kind === 'run') {
    const circle = circleOf(
      fields,
      (await ports.triggers.list(project)).filter((other) => other.id !== id),
    )
    if (circle === undefined) return undefined
    return problem('invalid-request', say`The line would start itself: ${circle.join(' → ')}`, {
      fix: say`Choose another line, or remove one of the triggers between them`,
      place: { path: 'body.on.line' },
    })
  }
  const repository = await findRepository(ports, project, on.repository)
  if (!repository.ok) return repository.error
  if (repository.value.kind === 'hosted' || on.secret !== undefined) return undefined
  return problem('invalid-request', say`Messages of a repository elsewhere have to be signed`, {
    fix: say`Choose the secret that is given to the webhook there`,
    place: { path: 'body.on.secret' },
  })
}
