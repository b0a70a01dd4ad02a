import { moduleSlug, type ProjectModule } from '#domain/adapters/modules/project-module.ts'
import { documentId, resourceText } from '#domain/documents.ts'
import { problem, type Problem } from '#domain/problem.ts'
import type { Person } from '#domain/project.ts'
import { err, ok, type Result } from '#domain/result.ts'
import { say } from '#domain/sentence.ts'
import type { Ports } from '../../ports.ts'
import type { PublishService } from '../documents/publish.ts'
import type { WorldService } from '../documents/world.ts'
import { moduleRepositoriesOf } from './module-repositories.ts'
import type { ProjectModules } from './project-modules.ts'

interface Fork {
  readonly module: string
  readonly repository: string
}

/** Copies a module's repository here, then uses the copy at the same revision and commit. */
export async function forkModule(
  { ports, worlds, modules, publisher }: ForkServices,
  project: string,
  { module, repository }: Fork,
  person: Person,
): Promise<Result<{ repository: string }, Problem>> {
  const id = documentId('module', moduleSlug(module))
  const published = await ports.documents.read(project, id)
  const { modules: all, repositories } = await worlds.resources(project)
  const entry = all.find(({ name }) => name === module)
  if (entry === undefined || published === undefined)
    return err(problem('not-found', say`The project has no module ${module}`))
  const { source, credential, ...rest } = entry
  if (source.kind === 'hosted')
    return err(problem('not-possible-now', say`The repository of ${module} is kept here already`))
  if (repositories.some(({ name }) => name === repository))
    return err(
      problem('already-exists', say`The repository ${repository} exists already`, { fix: say`Choose another name` }),
    )
  const address = modules.addressOf(project, source)
  const opened = await modules.credential(project, credential)
  const hosted = { project, repository }
  const copied = await ports.repositories.copy(hosted, (folder) =>
    moduleRepositoriesOf(ports, project).copyTo(folder, address, opened),
  )
  // Reuses the copy that an earlier fork left behind when publishing failed.
  const isLeft =
    !copied.ok &&
    copied.error.code === 'already-exists' &&
    (await ports.repositories.resolveRevision(hosted, entry.commit)).ok
  if (!copied.ok && !isLeft) return copied
  const fork: ProjectModule = { ...rest, source: { kind: 'hosted', repository, directory: source.directory } }
  const home = {
    ...{ name: repository, kind: 'hosted', gitCloneUrl: `/git/${project}/${repository}.git` },
    description: `Fork of ${source.url}`,
  }
  const parts = [
    { id: documentId('repository', repository), text: resourceText(home) },
    { id, base: published.digest, text: resourceText(fork) },
  ]
  const done = await publisher.publish(
    project,
    { message: `Fork the module ${module} to ${repository}`, parts },
    person,
  )
  return done.ok ? ok({ repository }) : err(done.error.problem)
}

interface ForkServices {
  readonly ports: Ports
  readonly worlds: WorldService
  readonly modules: ProjectModules
  readonly publisher: PublishService
}
