import type { Ports } from '../../ports.ts'

/** The URL of a hosted repository, for tasks and people. */
export function cloneUrlOf({ installation }: Pick<Ports, 'installation'>, project: string, repository: string): string {
  return `${installation.origin}/git/${project}/${repository}.git`
}
