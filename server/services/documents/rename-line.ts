import { documentId, type ChangePart } from '#domain/documents.ts'
import { renamedLine } from '#domain/line/named-line.ts'
import { problem, type Problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import type { Person } from '#domain/project.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type { Trigger } from '#domain/triggers/trigger.ts'
import type { Ports } from '../../ports.ts'
import type { PublishService } from './publish.ts'

/** What to rename. */
export interface Renaming {
  readonly project: string
  readonly from: string
  readonly to: string
  readonly message: string
  readonly person: Person
}

/**
 * Renames a line in one change set; text and layout move, triggers follow. Refused while somebody has a draft, which
 * would keep the old name.
 */
export async function renameLine(
  { documents, drafts, projects, triggers }: Pick<Ports, 'documents' | 'drafts' | 'projects' | 'triggers'>,
  publisher: PublishService,
  { project, from, to, message, person }: Renaming,
): Promise<Result<{ readonly name: string }, Problem>> {
  const [oldId, newId] = [documentId('line', from), documentId('line', to)]
  const line = await documents.read(project, oldId)
  if (line === undefined) return err(problem('not-found', say`There is no line ${from}`))
  if ((await documents.read(project, newId)) !== undefined)
    return err(
      problem('already-exists', say`There is already a line ${to}`, {
        fix: say`Choose another name`,
        place: { path: 'body.name' },
      }),
    )
  const busy: string[] = []
  for (const member of await projects.members(project))
    if ((await drafts.list(project, member.person.id, oldId)).length > 0) busy.push(member.person.name)
  if (busy.length > 0)
    return err(
      problem('not-possible-now', say`Changes of ${from} are not published yet: those of ${busy.join(', ')}`, {
        fix: say`Publish or undo them first`,
      }),
    )
  const renamed = renamedLine(line.text, from, to)
  if (!renamed.ok) return renamed
  const layout = await documents.read(project, documentId('layout', from))
  const parts: ChangePart[] = [
    { id: oldId, base: line.digest },
    { id: newId, text: renamed.value },
    ...(layout === undefined
      ? []
      : [
          { id: layout.id, base: layout.digest },
          { id: documentId('layout', to), text: layout.text },
        ]),
  ]
  const published = await publisher.publish(project, { message, parts }, person)
  if (!published.ok) return err(published.error.problem)
  for (const trigger of await triggers.list(project))
    if (trigger.line === from || follows(trigger, from))
      await triggers.save({
        ...trigger,
        line: trigger.line === from ? to : trigger.line,
        ...(follows(trigger, from) ? { on: { kind: 'run', line: to } } : {}),
      })
  return ok({ name: to })
}

/** Whether a trigger starts runs after those of a line. */
function follows({ on }: Trigger, line: string): boolean {
  return on.kind === 'run' && on.line === line
}
