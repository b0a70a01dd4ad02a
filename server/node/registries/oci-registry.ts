import { createHash } from 'node:crypto'
import { z } from 'zod'
import { parseJson } from '#domain/parse-json.ts'
import type { Result } from '#domain/result.ts'
import { ask, plain, type Answer, type Asking } from '../outgoing/ask.ts'

const tokenSchema = z.looseObject({ token: z.string().optional(), access_token: z.string().optional() })
export const manifestTypes =
  'application/vnd.oci.image.manifest.v1+json, application/vnd.docker.distribution.manifest.v2+json'

export interface Repository {
  readonly registry: string
  readonly repository: string
  /** Whether to skip TLS, which is the default for a registry on this machine. */
  readonly insecure?: boolean
}

export interface Image extends Repository {
  /** A tag or a digest. */
  readonly version: string
}

/** The digest of bytes in the notation of registries. */
export function digestOf(bytes: Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`
}

/** Parses an image name as registry clients do. */
export function readImage(bundle: string): Image {
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

type Registry = (
  path: string,
  headers: Readonly<Record<string, string>>,
  method?: 'GET' | 'HEAD',
) => Promise<Result<Answer, string>>

/** Opens a registry anonymously; fetches an anonymous token if the registry wants one. */
export function openRegistry(
  { registry, repository, insecure = /^(localhost|127\.0\.0\.1)(:|$)/.test(registry) }: Repository,
  asking: Asking,
): Registry {
  const scheme = insecure ? 'http' : 'https'
  let token: string | undefined
  return async (path, headers, method) => {
    const url = `${scheme}://${registry}/v2/${repository}/${path}`
    const bearer = (): Record<string, string> => (token === undefined ? {} : { authorization: `Bearer ${token}` })
    let answer = await ask(url, asking, { ...headers, ...bearer() }, method)
    if (answer.ok && answer.value.status === 401 && token === undefined) {
      token = await tokenFor(answer.value.headers.get('www-authenticate') ?? '', asking)
      if (token !== undefined) answer = await ask(url, asking, { ...headers, ...bearer() }, method)
    }
    return plain(url, answer)
  }
}

async function tokenFor(challenge: string, asking: Asking): Promise<string | undefined> {
  const parts = new Map([...challenge.matchAll(/(\w+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, value]))
  const realm = parts.get('realm')
  if (!challenge.startsWith('Bearer ') || realm === undefined || !URL.canParse(realm)) return undefined
  const url = new URL(realm)
  for (const key of ['service', 'scope']) url.searchParams.set(key, parts.get(key) ?? '')
  const answer = await ask(url.href, asking)
  if (!answer.ok) return undefined
  const given = parseJson(answer.value.bytes.toString(), tokenSchema)
  return given?.token ?? given?.access_token
}
