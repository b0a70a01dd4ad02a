import { z } from 'zod'
import type { listArtifacts } from '#contract/artifacts.ts'
import { problem, type Problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import { err, ok, type Result } from '#domain/result.ts'
import { artifactPaths, holdsCredentials, isArtifact } from '#domain/run/stage/artifacts.ts'
import type { Run } from '#domain/run/state.ts'
import { chunksOf } from '../../http/stream-of.ts'
import type { Ports } from '../../ports.ts'
import type { WorkspaceFile } from '../../ports/workspaces.ts'
import { staleDownload } from '../logs/log-service.ts'
import type { RunReader } from './run-reader.ts'
import { createSignedTokens } from '../signed-tokens.ts'
import { archiveOf, type ArchivedFile } from '../tar-archive.ts'

/** The files of a run's shared workspace that its line names as artifacts. */
export interface ArtifactService {
  list(run: Run): Promise<z.input<typeof listArtifacts.response>>
  /** An address for a download; with `path` of that file alone. */
  link(run: Run, path: string | undefined): Promise<Result<string, Problem>>
  download(grant: string): Promise<Result<ArtifactDownload, Problem>>
}

export interface ArtifactDownload {
  readonly name: string
  /** Unknown of an archive. */
  readonly size?: number
  readonly bytes: ReadableStream<Uint8Array>
}

const shown = 500
const grantLasts = 60_000
const grantSchema = z.object({
  project: z.string(),
  run: z.string(),
  path: z.string().optional(),
  /** Milliseconds since 1970 UTC. */
  until: z.number(),
})

export function createArtifactService(
  { workspaces, clock, tokenKey }: Pick<Ports, 'workspaces' | 'clock' | 'tokenKey'>,
  reader: RunReader,
): ArtifactService {
  const grants = createSignedTokens('lwf_', tokenKey, grantSchema)

  async function filesOf({ project, id, snapshot }: Run, limit: number): Promise<readonly WorkspaceFile[]> {
    const paths = artifactPaths((await reader.snapshot(snapshot)).line)
    if (paths.length === 0) return []
    return workspaces.list(project, id, { limit, skipped: holdsCredentials, wanted: (path) => isArtifact(paths, path) })
  }

  async function open(run: Run, path: string) {
    const paths = artifactPaths((await reader.snapshot(run.snapshot)).line)
    return isArtifact(paths, path) ? workspaces.open(run.project, run.id, path) : undefined
  }

  /** What has gone meanwhile is left out. */
  async function* contents(run: Run): AsyncGenerator<ArchivedFile> {
    for (const { path } of await filesOf(run, Number.POSITIVE_INFINITY)) {
      const file = await workspaces.open(run.project, run.id, path)
      if (file !== undefined) yield { path, size: file.size, bytes: chunksOf(file.bytes) }
    }
  }

  return {
    async list(run) {
      const files = await filesOf(run, shown + 1)
      const removedAt = files.length === 0 ? await workspaces.removedAt(run.project, run.id) : undefined
      const removed = removedAt === undefined ? {} : { removedAt }
      return { files: files.slice(0, shown), isMore: files.length > shown, ...removed }
    },
    async link(run, path) {
      if (path !== undefined) {
        const file = await open(run, path)
        await file?.bytes.cancel()
        if (file === undefined) return err(noArtifact(path))
      }
      const until = clock.now() + grantLasts
      const grant = { project: run.project, run: run.id, until, ...(path === undefined ? {} : { path }) }
      return ok(`/apis/v1/artifact-downloads/${await grants.sign(grant)}`)
    },
    async download(text) {
      const grant = await grants.read(text)
      if (grant === undefined || grant.until < clock.now()) return err(staleDownload())
      const found = await reader.find(grant.project, grant.run)
      if (!found.ok) return found
      const run = found.value
      const { path } = grant
      if (path === undefined) {
        const name = `${run.line}-${String(run.number)}-artifacts.tar.gz`
        return ok({ name, bytes: archiveOf(contents(run), clock.now()) })
      }
      const file = await open(run, path)
      return file === undefined ? err(noArtifact(path)) : ok({ name: path.split('/').at(-1) ?? path, ...file })
    },
  }
}

function noArtifact(path: string): Problem {
  return problem('not-found', say`The run has no artifact ${path}`)
}
