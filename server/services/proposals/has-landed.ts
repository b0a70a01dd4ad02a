import type { ChangePart } from '#domain/documents.ts'
import { sha256 } from '#domain/manifests/sha256.ts'
import type { Ports } from '../../ports.ts'

/** Whether a part was published after it was made, by anybody: later versions are then no conflict with it. */
export async function hasLanded(
  { documents }: Pick<Ports, 'documents'>,
  project: string,
  { id, base, text }: ChangePart,
): Promise<boolean> {
  const current = await documents.read(project, id)
  if (text === undefined || current === undefined) return text === current
  const digest = `sha256:${sha256(text)}`
  for (const version of await documents.versions(project, id)) {
    if (version.digest === digest) return true
    if (version.digest === base) return false
  }
  return false
}
