import { can, type Role } from '#domain/access/roles.ts'
import { documentId, type ChangePart } from '#domain/documents.ts'
import { problem, type Problem } from '#domain/problem.ts'
import { readResources } from '#domain/project-documents.ts'
import { say } from '#domain/sentence.ts'
import type { DocumentStore } from '../../ports/documents.ts'

type Documents = Pick<DocumentStore, 'read'>

/** Why a role may not publish a change set; undefined if it may. Some documents need more than the right to edit. */
export async function beyondRole(
  documents: Documents,
  project: string,
  role: Role,
  parts: readonly ChangePart[],
): Promise<Problem | undefined> {
  if (can(role, 'project.admin')) return undefined
  for (const part of parts) {
    const beyond = await forAdmins(documents, project, part)
    if (beyond !== undefined) return beyond
  }
  return undefined
}

/**
 * Only admins may change environment rules, and modules with a credential, which sends a secret to the address that the
 * module names.
 */
async function forAdmins(
  documents: Documents,
  project: string,
  { id, text = '' }: ChangePart,
): Promise<Problem | undefined> {
  // Parsed as the server does, since YAML can spell a key in many ways.
  const opensByCredential = readResources({ [id]: text }).modules.some(({ credential }) => credential !== undefined)
  if (id.startsWith('rules/') || opensByCredential)
    return problem('not-allowed', say`Only admins publish ${id}`, { fix: say`Ask an admin of the project` })
  return id.startsWith('deployment/') ? awayFromRules(documents, project, id, text) : undefined
}

/** Moving a Deployment away from an environment with rules would let runs replace it without them. */
async function awayFromRules(
  documents: Documents,
  project: string,
  id: string,
  text: string,
): Promise<Problem | undefined> {
  const before = environmentIn(id, (await documents.read(project, id))?.text ?? '')
  if (before === undefined || before === environmentIn(id, text)) return undefined
  if ((await documents.read(project, documentId('rules', before))) === undefined) return undefined
  return problem('not-allowed', say`Only admins take ${id} out of ${before}, which has rules`, {
    fix: say`Ask an admin of the project`,
  })
}

function environmentIn(id: string, text: string): string | undefined {
  return readResources({ [id]: text }).deployments[0]?.environment
}
