import { problem, type Problem } from '#domain/problem.ts'
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
  const { project: name, repository } = hosted
  const project = await projects.read(name)
  if (project === undefined || !(await repositories.exists(hosted)))
    return err(problem('not-found', say`There is no hosted repository ${name}/${repository}`))
  const others = (project.protectedRepositories ?? []).filter((one) => one !== repository)
  await projects.save({ ...project, protectedRepositories: isOn ? [...others, repository] : others })
  return ok(undefined)
}
