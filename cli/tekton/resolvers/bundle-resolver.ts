import { createHash } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import { unpackTar } from 'modern-tar'
import { z } from 'zod'
import { parseJson } from '#domain/parse-json.ts'
import { err, ok, type Result } from '#domain/result.ts'
import { ask, largest, plain, textOf, type Answer, type Resolver, type ResolverContext } from './resolver.ts'

const manifestSchema = z.looseObject({
  layers: z.array(z.looseObject({ digest: z.string(), annotations: z.record(z.string(), z.string()).optional() })),
})
const tokenSchema = z.looseObject({ token: z.string().optional(), access_token: z.string().optional() })
const manifestTypes = 'application/vnd.oci.image.manifest.v1+json, application/vnd.docker.distribution.manifest.v2+json'

interface Image {
  readonly registry: string
  readonly repository: string
  /** A tag or a digest. */
  readonly version: string
}

/** Tekton's resolver `bundles`: an image of a registry, each layer of which holds one object. */
export const resolveBundle: Resolver = async (reference, context) => {
  const [bundle, name] = [textOf(reference, 'bundle'), textOf(reference, 'name')]
  const kind = (textOf(reference, 'kind') ?? reference.kind).toLowerCase()
  if (bundle === undefined || name === undefined)
    return err('The resolver "bundles" needs the parameters "bundle" and "name"')
  const image = readImage(bundle)
  const registry = openRegistry(image, context)
  const answer = await registry(`manifests/${image.version}`, { accept: manifestTypes })
  if (!answer.ok) return answer
  const digest = createHash('sha256').update(answer.value.bytes).digest('hex')
  if (image.version.startsWith('sha256:') && image.version !== `sha256:${digest}`)
    return err(`${bundle} has another digest than it is asked for by`)
  const manifest = parseJson(answer.value.bytes.toString(), manifestSchema)
  const layer = manifest?.layers.find(
    ({ annotations = {} }) =>
      annotations['dev.tekton.image.name'] === name && annotations['dev.tekton.image.kind']?.toLowerCase() === kind,
  )
  if (layer === undefined) return err(`The bundle ${bundle} holds no ${kind} "${name}"`)
  const blob = await registry(`blobs/${layer.digest}`, {})
  if (!blob.ok) return blob
  const text = await soleFile(blob.value.bytes)
  if (text === undefined) return err(`The layer of "${name}" in the bundle ${bundle} holds no file`)
  const uri = `${image.registry}/${image.repository}`
  return ok({ text, source: { uri, digest: { sha256: digest }, entryPoint: name } })
}

function readImage(bundle: string): Image {
  const [first = '', ...rest] = bundle.split('/')
  const hasHost = rest.length > 0 && (/[.:]/.test(first) || first === 'localhost')
  const path = hasHost ? rest.join('/') : bundle
  const [tagged = '', digest] = path.split('@')
  const [repository = '', tag = 'latest'] = tagged.split(':')
  return {
    registry: hasHost ? first : 'index.docker.io',
    repository: hasHost || repository.includes('/') ? repository : `library/${repository}`,
    version: digest ?? tag,
  }
}

type Registry = (path: string, headers: Readonly<Record<string, string>>) => Promise<Result<Answer, string>>

/** A registry as anybody may read it: one that wants a token gives it to everybody. */
function openRegistry({ registry, repository }: Image, context: ResolverContext): Registry {
  const scheme = /^(localhost|127\.0\.0\.1)(:|$)/.test(registry) ? 'http' : 'https'
  let token: string | undefined
  return async (path, headers) => {
    const url = `${scheme}://${registry}/v2/${repository}/${path}`
    const bearer = (): Record<string, string> => (token === undefined ? {} : { authorization: `Bearer ${token}` })
    let answer = await ask(url, context, { ...headers, ...bearer() })
    if (answer.ok && answer.value.status === 401 && token === undefined) {
      token = await tokenFor(answer.value.headers.get('www-authenticate') ?? '', context)
      if (token !== undefined) answer = await ask(url, context, { ...headers, ...bearer() })
    }
    return plain(url, answer)
  }
}

async function tokenFor(challenge: string, context: ResolverContext): Promise<string | undefined> {
  const parts = new Map([...challenge.matchAll(/(\w+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, value]))
  const realm = parts.get('realm')
  if (!challenge.startsWith('Bearer ') || realm === undefined || !URL.canParse(realm)) return undefined
  const url = new URL(realm)
  for (const key of ['service', 'scope']) url.searchParams.set(key, parts.get(key) ?? '')
  const answer = await ask(url.href, context)
  if (!answer.ok) return undefined
  const given = parseJson(answer.value.bytes.toString(), tokenSchema)
  return given?.token ?? given?.access_token
}

async function soleFile(layer: Buffer): Promise<string | undefined> {
  const archive = layer[0] === 0x1f && layer[1] === 0x8b ? gunzipSync(layer, { maxOutputLength: largest }) : layer
  const [file] = await unpackTar(archive, { strict: true, filter: ({ type }) => type === 'file' })
  return file?.data === undefined ? undefined : new TextDecoder().decode(file.data)
}
