import { z } from 'zod'
import type { listArtifacts } from '#contract/artifacts.ts'
import { problem, type Problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import { err, ok, type Result } from '#domain/result.ts'
import { artifactPaths, holdsCredentials, isArtifact } from '#domain/run/stage/artifacts.ts'
import type { Run } from '#domain/run/state.ts'
import { chunksOf } from '../../http/stream-of.ts'
import type { Ports } from '../../ports.ts'
import type { WorkspaceFile, WorkspaceStore } from '../../ports/workspaces.ts'
import { staleDownload } from '../logs/log-service.ts'
import type { RunReader } from './run-reader.ts'
import { type SecretTexts, secretIn, secretsOf } from './secret-search.ts'
import { createSignedTokens } from '../signed-tokens.ts'
import { archiveOf, type ArchivedFile } from '../tar-archive.ts'

/** Files in a run's shared workspace that its line declares as artifacts. */
export interface ArtifactService {
  list(run: Run): Promise<z.input<typeof listArtifacts.response>>
  /** An address for downloading all of them, or with `path` that file. */
  link(run: Run, path: string | undefined): Promise<Result<string, Problem>>
  download(grant: string): Promise<Result<ArtifactDownload, Problem>>
}

export interface ArtifactDownload {
  readonly name: string
  /** Unknown for an archive. */
  readonly size?: number
  readonly bytes: ReadableStream<Uint8Array>
}

type OpenFile = NonNullable<Awaited<ReturnType<WorkspaceStore['open']>>>

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
  { workspaces, secrets, clock, tokenKey }: Pick<Ports, 'workspaces' | 'secrets' | 'clock' | 'tokenKey'>,
  reader: RunReader,
): ArtifactService {
  const grants = createSignedTokens('lwf_', tokenKey, grantSchema)

  async function filesOf({ project, id, snapshot }: Run, limit: number): Promise<readonly WorkspaceFile[]> {
    const paths = artifactPaths((await reader.snapshot(snapshot)).line)
    if (paths.length === 0) return []
    return workspaces.list(project, id, { limit, skipped: holdsCredentials, wanted: (path) => isArtifact(paths, path) })
  }

  /** Secrets that the stages of a run may have been given. */
  async function secretsFor(run: Run): Promise<SecretTexts> {
    const { stages } = await reader.snapshot(run.snapshot)
    return secretsOf(secrets, run.project, new Set(stages.map(({ deployment }) => deployment.environment)))
  }

  /** Everybody who can read the project can read artifacts, so one that contains a secret's value is refused. */
  async function opened({ project, id }: Run, path: string, known: SecretTexts): Promise<Result<OpenFile, Problem>> {
    const looked = known.longest === 0 ? undefined : await workspaces.open(project, id, path)
    const secret = looked === undefined ? undefined : await secretIn(chunksOf(looked.bytes), known)
    if (secret !== undefined)
      return err(
        problem(
          'not-allowed',
          say`${path} holds the value of the secret ${secret}, and artifacts can be read by everybody`,
          {
            fix: say`Let the step write its name in place of the value`,
          },
        ),
      )
    const file = await workspaces.open(project, id, path)
    return file === undefined ? err(noArtifact(path)) : ok(file)
  }

  async function open(run: Run, path: string): Promise<Result<OpenFile, Problem>> {
    const paths = artifactPaths((await reader.snapshot(run.snapshot)).line)
    return isArtifact(paths, path) ? opened(run, path, await secretsFor(run)) : err(noArtifact(path))
  }

  /** Files that are gone or refused are left out. */
  async function* contents(run: Run): AsyncGenerator<ArchivedFile> {
    const known = await secretsFor(run)
    for (const { path } of await filesOf(run, Number.POSITIVE_INFINITY)) {
      const file = await opened(run, path, known)
      if (file.ok) yield { path, size: file.value.size, bytes: chunksOf(file.value.bytes) }
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
        if (!file.ok) return file
        await file.value.bytes.cancel()
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
      return file.ok ? ok({ name: path.split('/').at(-1) ?? path, ...file.value }) : file
    },
  }
}

function noArtifact(path: string): Problem {
  return problem('not-found', say`The run has no artifact ${path}`)
}
