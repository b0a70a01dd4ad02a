import { listDocuments } from '#contract/document-lists.ts'
import { findDocument, listVersions, publishChangeSet, readDocument } from '#contract/documents.ts'
import { deleteDraft, listDrafts, saveDraft } from '#contract/drafts.ts'
import { documentKinds, type DocumentVersion } from '#domain/documents.ts'
import { problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import { err, ok } from '#domain/result.ts'
import { problemResponse } from '../http/problems.ts'
import { route, type Route } from '../http/route.ts'
import type { Ports } from '../ports.ts'
import { beyondRole } from '../services/documents/beyond-role.ts'
import { readQvsConfig } from '../services/modules/qvs-configs.ts'
import { whoIsBehind } from '../services/people/api-tokens.ts'
import type { Services } from '../services/services.ts'
import { afterPublishing, refused, withoutTexts } from './publishing.ts'

export function documentRoutes(ports: Ports, services: Services): readonly Route[] {
  const { publisher, worlds } = services
  const { documents, drafts, clock } = ports

  /** For documents that live in Git, imports pushes first. */
  async function refresh(project: string, id: string): Promise<void> {
    const name = /^qvs-config\/(.+)$/.exec(id)?.[1]
    if (name === undefined) return
    const { world } = await worlds.read(project)
    const application = world.applications.find((one) => one.name === name)
    if (application !== undefined) await readQvsConfig(ports, project, application, world.repositories)
  }

  async function read(project: string, id: string, version?: number): Promise<DocumentVersion | undefined> {
    await refresh(project, id)
    return documents.read(project, id, version)
  }

  return [
    route(listDocuments, async ({ params, query }) => {
      const kind = documentKinds.find((one) => one === query.kind)
      if (kind === undefined)
        return err(
          problem('invalid-request', say`${query.kind} is not a kind of document`, { fix: documentKinds.join(', ') }),
        )
      if (kind === 'qvs-config') await worlds.read(params.project)
      return ok({ documents: await documents.list(params.project, kind) })
    }),
    route(readDocument, async ({ params, query, request }) => {
      const { id } = query
      const found = await read(params.project, id, query.version)
      return found === undefined
        ? err(problem('not-found', say`There is no document ${id}`, { place: { document: id } }))
        : withEntityTag(request, found, found)
    }),
    route(findDocument, async ({ params, query, request }) => {
      const document = await read(params.project, query.id)
      return document === undefined ? ok({}) : withEntityTag(request, document, { document })
    }),
    route(listVersions, async ({ params, query }) => {
      await refresh(params.project, query.id)
      const versions = await documents.versions(params.project, query.id)
      return ok({ versions: withoutTexts(versions) })
    }),
    route(publishChangeSet, async ({ params, body, person, member, apiToken, request }) => {
      const precondition = request.headers.get('if-match')
      const [only, ...others] = body.parts
      if (precondition !== null && only !== undefined && others.length === 0 && !matches(precondition, only.base)) {
        const current = await documents.read(params.project, only.id)
        const conflict = {
          id: only.id,
          ...(current === undefined ? {} : { current }),
          ...(only.text === undefined ? {} : { mine: only.text }),
        }
        return problemResponse(
          problem('version-conflict', say`If-Match is not the version that ${only.id} started from`),
          request,
          { conflicts: [conflict] },
        )
      }
      const beyond = await beyondRole(documents, params.project, member.role, body.parts)
      if (beyond !== undefined) return err(beyond)
      const published = await publisher.publish(params.project, body, { ...person, ...member.person })
      if (!published.ok) return refused(published.error, request)
      const { versions, findings } = published.value
      await afterPublishing(services, params.project, body.parts, versions, { person, behind: whoIsBehind(apiToken) })
      return ok({ versions: withoutTexts(versions), findings })
    }),
    route(listDrafts, async ({ params, query, person }) =>
      ok({ drafts: await drafts.list(params.project, person.id, query.subject) }),
    ),
    route(saveDraft, async ({ params, body, person }) => {
      const draft = { id: params.draft, ...body, savedAt: new Date(clock.now()).toISOString() }
      await drafts.save(params.project, person.id, draft)
      return ok(draft)
    }),
    route(deleteDraft, async ({ params, person }) => {
      await drafts.remove(params.project, person.id, params.draft)
      return ok({})
    }),
  ]
}

/** An answer with an entity tag, which need not be fetched again while the document is unchanged. */
function withEntityTag(
  request: Request,
  { digest, version }: Pick<DocumentVersion, 'digest' | 'version'>,
  answer: unknown,
): Response {
  // A text that comes back, as after a deletion, is another version: the answer holds its number, author and message.
  const tag = `${digest}.${String(version)}`
  const headers = { etag: `"${tag}"`, 'cache-control': 'private, no-cache' }
  const same = tagsIn(request.headers.get('if-none-match')).some((one) => one === '*' || one === tag)
  return same ? new Response(null, { status: 304, headers }) : Response.json(answer, { headers })
}

/** Whether a list of entity tags (RFC 9110) names a text, in whichever of its versions. */
function matches(header: string, digest: string | undefined): boolean {
  return tagsIn(header).some((tag) => tag === '*' || tag.replace(/\.\d+$/, '') === digest)
}

function tagsIn(header: string | null): readonly string[] {
  return (header ?? '').split(',').map((tag) => tag.trim().replace(/^(?:W\/)?"(.*)"$/, '$1'))
}
