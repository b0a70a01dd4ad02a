import type { Ports } from '../../ports.ts'

/** URL of a hosted repository, for tasks and for people. */
export function cloneUrlOf({ installation }: Pick<Ports, 'installation'>, project: string, repository: string): string {
  return `${installation.origin}/git/${project}/${repository}.git`
}
