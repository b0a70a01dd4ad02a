import { sha256 } from '#domain/manifests/sha256.ts'
import { err, ok } from '#domain/result.ts'
import { askFor } from '#server/node/outgoing/ask.ts'
import { secretOf, textOf, type Resolver } from './resolver.ts'

/** Tekton's resolver `http`: a file by its address. */
export const resolveHttp: Resolver = async (reference, context) => {
  const url = textOf(reference, 'url')
  if (url === undefined || !/^https?:\/\//.test(url) || !URL.canParse(url))
    return err('The resolver "http" needs an http or https address in the parameter "url"')
  const user = textOf(reference, 'http-username')
  const secret = textOf(reference, 'http-password-secret')
  const headers: Record<string, string> = {}
  if (user !== undefined || secret !== undefined) {
    if (user === undefined || secret === undefined)
      return err('"http-username" and "http-password-secret" are needed together')
    const password = secretOf(context, secret, textOf(reference, 'http-password-secret-key') ?? 'password')
    if (!password.ok) return password
    headers['authorization'] = `Basic ${Buffer.from(`${user}:${password.value}`).toString('base64')}`
  }
  const answer = await askFor(url, context, headers)
  if (!answer.ok) return answer
  const text = answer.value.bytes.toString()
  return ok({ text, source: { uri: url, digest: { sha256: sha256(text) } } })
}
