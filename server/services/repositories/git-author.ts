import type { Person } from '#domain/project.ts'
import type { GitAuthor } from '../../ports/repositories.ts'

/** A person as author of a commit, with a placeholder if they have no address. */
export function authorOf({ id, name, email }: Person): GitAuthor {
  return { name, email: email ?? `${id.replaceAll(/[^\w.-]/g, '-')}@linewright.invalid` }
}
