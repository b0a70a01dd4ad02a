import type { Person } from '#domain/project.ts'
import type { GitAuthor } from '../../ports/repositories.ts'

/** A person as the author of a commit; who has no address gets one that leads nowhere. */
export function authorOf({ id, name, email }: Person): GitAuthor {
  return { name, email: email ?? `${id.replaceAll(/[^\w.-]/g, '-')}@linewright.invalid` }
}
