import { compilePipelines, previewStage } from '#contract/compile.ts'
import { readOutline } from '#contract/outline.ts'
import { createGitToken, readProject } from '#contract/projects.ts'
import { listCommits } from '#contract/commits.ts'
import { readWorld } from '#contract/world.ts'
import { listValuesToFill } from '#contract/values-to-fill.ts'
import { documentId } from '#domain/documents.ts'
import { problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import { err, ok } from '#domain/result.ts'
import { route, type Route } from '../http/route.ts'
import type { Ports } from '../ports.ts'
import { previewStage as preview } from '../services/runs/preview-stage.ts'
import type { Services } from '../services/services.ts'
import { cloneUrlOf } from '../services/repositories/clone-url.ts'
import { findRepository } from '../services/repositories/find-repository.ts'
import { listPlacesToFill } from '../services/documents/values-to-fill.ts'
import { hasCode } from '../services/repositories/has-code.ts'
import { reachRepository } from '../services/repositories/reach-repository.ts'

export function projectRoutes(ports: Ports, { worlds, outlines, gitTokens }: Services): readonly Route[] {
  return [
    route(readProject, async ({ params }) => {
      const project = await ports.projects.read(params.project)
      if (project === undefined) return err(problem('not-found', say`There is no project ${params.project}`))
      return ok({ project, members: await ports.projects.members(params.project) })
    }),
    route(readWorld, async ({ params }) => {
      const { world, findings } = await worlds.read(params.project)
      return ok({ world, findings })
    }),
    route(listValuesToFill, async ({ params, person }) =>
      ok({ places: await listPlacesToFill(ports, worlds, params.project, person.id) }),
    ),
    route(readOutline, async ({ params }) => ok(await outlines.read(params.project))),
    route(listCommits, async ({ params: { project, repository }, query: { revision = '', limit } }) => {
      const known = await findRepository(ports, project, repository)
      if (!known.ok) return known
      const place = await reachRepository(ports, project, known.value)
      const [newest, refs] = await Promise.all([
        ports.repositories.resolveRevision(place, revision),
        ports.repositories.listRefs(place),
      ])
      if (!newest.ok) return newest
      if (!refs.ok) return refs
      const [commits, code] = await Promise.all([
        ports.repositories.listCommits(place, newest.value, limit),
        hasCode(ports, place, newest.value),
      ])
      if (!commits.ok) return commits
      if (!code.ok) return code
      const cloneUrl = 'url' in place ? place.url : cloneUrlOf(ports, project, repository)
      return ok({ commits: commits.value, ...refs.value, hasCode: code.value, cloneUrl })
    }),
    route(createGitToken, async ({ params, person }) => {
      const { token, expiresAt } = await gitTokens.forPerson(params.project, person)
      return ok({ user: 'linewright', token, expiresAt: new Date(expiresAt).toISOString() })
    }),
    route(compilePipelines, async ({ params: { project }, body: { application, qvsConfig } }) => {
      const begun = ports.clock.now()
      const id = documentId('qvs-config', application)
      const text =
        qvsConfig ??
        (await worlds.read(project)).qvsConfigs.get(application)?.text ??
        (await ports.documents.read(project, id))?.text
      if (text === undefined) return err(problem('not-found', say`The application ${application} has no QVS Config`))
      const compiled = await worlds.compile(project, application, text)
      return compiled.ok ? ok({ ...compiled.value, milliseconds: ports.clock.now() - begun }) : compiled
    }),
    route(previewStage, async ({ params: { project }, body }) => {
      const begun = ports.clock.now()
      const shown = await preview(ports, worlds, { project, ...body })
      return shown.ok ? ok({ ...shown.value, milliseconds: ports.clock.now() - begun }) : shown
    }),
  ]
}
