import { z } from 'zod'
import { parseJson } from '#domain/parse-json.ts'
import { sha256 } from '#domain/manifests/sha256.ts'
import { err, ok } from '#domain/result.ts'
import { askFor } from '#server/node/outgoing/ask.ts'
import { textOf, type Resolver } from './resolver.ts'

const answerSchema = z.object({
  data: z.object({ manifestRaw: z.string().optional(), yaml: z.string().optional() }),
})

/** Tekton's resolver `hub`: Artifact Hub, or a private Tekton Hub (`TEKTON_HUB_API`). */
export const resolveHub: Resolver = async (reference, context) => {
  const kind = textOf(reference, 'kind') ?? reference.kind.toLowerCase()
  const type = textOf(reference, 'type') ?? 'artifact'
  const [name, version] = [textOf(reference, 'name'), textOf(reference, 'version')]
  if (name === undefined || version === undefined)
    return err('The resolver "hub" needs the parameters "name" and "version"')
  if (!/^v?\d+(\.\d+){0,2}$/.test(version))
    return err(`The version "${version}" has to be one version, such as "0.6.0"`)
  const [major = '0', minor = '0', patch = '0'] = version.replace(/^v/, '').split('.')
  if (type !== 'artifact' && type !== 'tekton') return err(`There is no hub of the type "${type}"`)
  const hub =
    type === 'artifact' ? (context.env['ARTIFACT_HUB_API'] ?? 'https://artifacthub.io') : context.env['TEKTON_HUB_API']
  if (hub === undefined) return err('A hub of the type "tekton" needs its address in TEKTON_HUB_API')
  const catalog = textOf(reference, 'catalog') ?? (type === 'tekton' ? 'Tekton' : `tekton-catalog-${kind}s`)
  const parts =
    type === 'artifact'
      ? ['api', 'v1', 'packages', `tekton-${kind}`, catalog, name, `${major}.${minor}.${patch}`]
      : ['v1', 'resource', catalog, kind, name, `${major}.${minor}`, 'yaml']
  const url = `${hub.replace(/\/+$/, '')}/${parts.map(encodeURIComponent).join('/')}`
  const answer = await askFor(url, context)
  if (!answer.ok) return answer
  const found = parseJson(answer.value.bytes.toString(), answerSchema)?.data
  const text = found?.manifestRaw ?? found?.yaml
  if (text === undefined) return err(`${url} did not answer as a hub does`)
  return ok({ text, source: { uri: url, digest: { sha256: sha256(text) } } })
}
