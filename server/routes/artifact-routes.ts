import { downloadArtifacts, linkArtifacts, listArtifacts } from '#contract/artifacts.ts'
import { ok } from '#domain/result.ts'
import { attachment } from '../http/attachment.ts'
import { route, type Route } from '../http/route.ts'
import type { Ports } from '../ports.ts'
import type { Services } from '../services/services.ts'

export function artifactRoutes(_: Ports, { artifacts, reader }: Services): readonly Route[] {
  return [
    route(listArtifacts, async ({ params: { project, run } }) => {
      const found = await reader.find(project, run)
      return found.ok ? ok(await artifacts.list(found.value)) : found
    }),
    route(linkArtifacts, async ({ params: { project, run }, query: { path } }) => {
      const found = await reader.find(project, run)
      if (!found.ok) return found
      const url = await artifacts.link(found.value, path)
      return url.ok ? ok({ url: url.value }) : url
    }),
    route(downloadArtifacts, async ({ params }) => {
      const download = await artifacts.download(params.grant)
      if (!download.ok) return download
      const { name, size, bytes } = download.value
      const type = size === undefined ? 'application/gzip' : 'application/octet-stream'
      const headers = { ...attachment(name, type), ...(size === undefined ? {} : { 'content-length': String(size) }) }
      return new Response(bytes, { headers })
    }),
  ]
}
