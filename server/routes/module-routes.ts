import * as contract from '#contract/modules.ts'
import { can } from '#domain/access/roles.ts'
import { pictureType } from '#domain/adapters/catalog/picture.ts'
import { adaptersOf } from '#domain/adapters/modules/found-module.ts'
import { describeAdapters } from '#domain/adapters/catalog/describe-adapters.ts'
import { problem, type Problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import { err, ok, type Result } from '#domain/result.ts'
import { route, type Route } from '../http/route.ts'
import type { Ports } from '../ports.ts'
import { moduleRepositoriesOf } from '../services/modules/module-repositories.ts'
import { compareModule } from '../services/modules/module-upgrade.ts'
import { importedFiles, nearbyFiles, openFile, packagesOf } from '../services/modules/module-sources.ts'
import type { Services } from '../services/services.ts'

const needsAdmin = err(
  problem(
    'not-allowed',
    say`Only admins use a credential for a module: its secret is sent to the address that is given`,
    {
      fix: say`Ask an admin of the project to add the module`,
    },
  ),
)

function pictureAnswer(picture: Result<Uint8Array | undefined, Problem>, path: string) {
  if (!picture.ok) return picture
  const type = picture.value === undefined ? undefined : pictureType(picture.value)
  if (picture.value === undefined || type === undefined)
    return err(problem('not-found', say`No module of the project has the picture ${path}`))
  const headers = {
    'content-type': type,
    'content-length': String(picture.value.length),
    // An SVG that is opened by itself must not run or load anything.
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    'cache-control': 'private, max-age=300',
  }
  return new Response(Uint8Array.from(picture.value), { headers })
}

export function moduleRoutes(ports: Ports, { worlds, modules }: Services): readonly Route[] {
  async function catalog(project: string) {
    return modules.catalog(project, await worlds.resources(project))
  }

  async function found(project: string) {
    return (await catalog(project)).flatMap((module) => (module.found.ok ? [module.found.value] : []))
  }

  return [
    route(contract.listModules, async ({ params: { project } }) => {
      const all = await catalog(project)
      return ok({
        modules: all.map(({ document, entry, found: answer }) => ({
          name: answer.ok ? answer.value.name : (entry?.name ?? ''),
          path: answer.ok ? answer.value.path : (entry?.name ?? ''),
          revision: answer.ok ? answer.value.revision : (entry?.revision ?? ''),
          ...(entry === undefined ? {} : { entry, commit: entry.commit }),
          ...(document === undefined ? {} : { document }),
          ...(answer.ok ? {} : { problem: answer.error }),
        })),
      })
    }),
    route(contract.listModuleFiles, async ({ params: { project } }) => {
      const all = await found(project)
      return ok({
        files: all.flatMap(({ path, sources }) => Object.keys(sources.files).map((file) => `${path}/${file}`)).sort(),
      })
    }),
    route(contract.readModuleFile, async ({ params: { project }, query: { path } }) => {
      const all = await found(project)
      const opened = openFile(all, path)
      return opened === undefined
        ? err(problem('not-found', say`No module of the project has the file ${path}`))
        : ok({ ...opened, nearby: nearbyFiles(all, path, opened.text) })
    }),
    route(contract.readModulePicture, async ({ params: { project }, query: { path } }) =>
      pictureAnswer(await modules.picture(project, await catalog(project), path), path),
    ),
    route(contract.readPackages, async ({ params: { project }, query: { imports } }) => {
      const all = await found(project)
      return ok({ files: importedFiles(all, imports.split(',')), packages: [...packagesOf(all)] })
    }),
    route(contract.previewModule, async ({ params: { project }, body, member }) => {
      if (body.credential !== undefined && !can(member.role, 'project.admin')) return needsAdmin
      const module = await modules.fetch(project, body, body.commit)
      if (!module.ok) return module
      const others = (await found(project)).filter(({ path }) => path !== module.value.path)
      const described = await describeAdapters(ports.kernel, [module.value, ...others], body.patterns)
      if (!described.ok) return described
      const { path, commit = '', before } = module.value
      return ok({
        path,
        commit,
        ...(before === undefined ? {} : { before }),
        patterns: [...adaptersOf(module.value.sources)],
        adapters: described.value,
        findings: described.value.flatMap(({ findings }) => findings),
      })
    }),
    route(contract.readPreviewPicture, async ({ params: { project }, body: { path, commit, ...wanted }, member }) => {
      if (wanted.credential !== undefined && !can(member.role, 'project.admin')) return needsAdmin
      const found = await modules.fetch(project, wanted, commit)
      if (!found.ok) return found
      const entry = { ...wanted, name: found.value.path, commit }
      return pictureAnswer(await modules.picture(project, [{ entry, found }], path), path)
    }),
    route(contract.listModuleRevisions, async ({ params: { project }, body, member }) => {
      if (body.credential !== undefined && !can(member.role, 'project.admin')) return needsAdmin
      const address = modules.addressOf(project, body.source)
      const credential = await modules.credential(project, body.credential)
      const revisions = await moduleRepositoriesOf(ports, project).listRevisions(address, credential)
      return revisions.ok ? ok({ revisions: revisions.value }) : revisions
    }),
    route(contract.compareModule, async ({ params: { project }, body }) =>
      compareModule(ports, worlds, modules, project, body),
    ),
  ]
}
