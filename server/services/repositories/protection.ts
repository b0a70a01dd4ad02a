import { problem, type Problem } from '#domain/problem.ts'
import type { Project } from '#domain/project.ts'
import { err, ok, type Result } from '#domain/result.ts'
import { say } from '#domain/sentence.ts'
import type { Ports } from '../../ports.ts'
import type { HostedRepository } from '../../ports/repositories.ts'

/** Whether the default branch of a repository is protected. */
export async function isProtected(
  { projects }: Pick<Ports, 'projects'>,
  { project, repository }: HostedRepository,
): Promise<boolean> {
  return (await projects.read(project))?.protectedRepositories?.includes(repository) ?? false
}

/** Protects the default branch of a hosted repository, or lifts the protection. */
export async function protect(
  { projects, repositories }: Pick<Ports, 'projects' | 'repositories'>,
  hosted: HostedRepository,
  isOn: boolean,
): Promise<Result<void, Problem>> {
  const { project, repository } = hosted
  const edit = (before: Project): Project => {
    const others = (before.protectedRepositories ?? []).filter((one) => one !== repository)
    return { ...before, protectedRepositories: isOn ? [...others, repository] : others }
  }
  if ((await repositories.exists(hosted)) && (await projects.change(project, edit)) !== undefined) return ok(undefined)
  return err(problem('not-found', say`There is no hosted repository ${project}/${repository}`))
}
