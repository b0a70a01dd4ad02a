import { listArtifacts, readArtifact } from '#contract/artifacts.ts'
import { problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import { err, ok } from '#domain/result.ts'
import { artifactPaths, holdsCredentials, isArtifact } from '#domain/run/artifacts.ts'
import { route, type Route } from '../http/route.ts'
import type { Ports } from '../ports.ts'
import type { Services } from '../services/services.ts'

const shown = 500

export function artifactRoutes({ workspaces }: Ports, { reader }: Services): readonly Route[] {
  return [
    route(listArtifacts, async ({ params: { project, run } }) => {
      const found = await reader.find(project, run)
      if (!found.ok) return found
      const paths = artifactPaths((await reader.snapshot(found.value.snapshot)).line)
      if (paths.length === 0) return ok({ files: [], isMore: false })
      const files = await workspaces.list(project, run, {
        limit: shown + 1,
        skipped: holdsCredentials,
        wanted: (path) => isArtifact(paths, path),
      })
      return ok({ files: files.slice(0, shown), isMore: files.length > shown })
    }),
    route(readArtifact, async ({ params: { project, run }, query: { path } }) => {
      const found = await reader.find(project, run)
      if (!found.ok) return found
      const paths = artifactPaths((await reader.snapshot(found.value.snapshot)).line)
      const file = isArtifact(paths, path) ? await workspaces.open(project, run, path) : undefined
      if (file === undefined) return err(problem('not-found', say`The run has no artifact ${path}`))
      const headers = {
        'content-type': 'application/octet-stream',
        'content-length': String(file.size),
        'content-disposition': 'attachment',
        'cache-control': 'no-store',
      }
      return new Response(file.bytes, { headers })
    }),
  ]
}
