import type { ImageDigest } from '#domain/run/retry/image-digests.ts'
import { err, ok, type Result } from '#domain/result.ts'
import { statusIn } from '../outgoing/ask.ts'
import type { Registries } from '#server/ports/registries.ts'
import { digestOf, manifestTypes, openRegistry, readImage } from './oci-registry.ts'

const accept = `application/vnd.oci.image.index.v1+json, application/vnd.docker.distribution.manifest.list.v2+json, ${manifestTypes}`
const atOnce = 8
/** How long to leave an unresponsive registry alone, in milliseconds, so that a machine without a network waits once. */
const restMs = 60_000

/** Resolves tags at registries. All questions of one moment share `patienceMs`. */
export function createRegistries({
  patienceMs = 3000,
  now = Date.now,
}: { readonly patienceMs?: number; readonly now?: () => number } = {}): Registries {
  const resting = new Map<string, { readonly until: number; readonly reason: string }>()

  async function look(image: string, signal: AbortSignal): Promise<Result<string, string>> {
    const read = readImage(image)
    const rests = resting.get(read.registry)
    if (rests !== undefined && rests.until > now()) return err(rests.reason)
    const registry = openRegistry(read, { signal })
    const head = await registry(`manifests/${read.version}`, { accept }, 'HEAD')
    const given = head.ok ? head.value.headers.get('docker-content-digest') : null
    if (given !== null) return ok(given)
    // Some registries omit the digest or do not support HEAD.
    const answer =
      head.ok || statusIn(head.error) === 405 ? await registry(`manifests/${read.version}`, { accept }) : head
    if (answer.ok) return ok(digestOf(answer.value.bytes))
    const reason = reasonOf(read.registry, image, answer.error)
    if (statusIn(answer.error) === undefined) resting.set(read.registry, { until: now() + restMs, reason })
    return err(reason)
  }

  return {
    async digestsOf(images) {
      const signal = AbortSignal.timeout(patienceMs)
      const found: ImageDigest[] = []
      const left = [...images]
      async function work(): Promise<void> {
        for (let image = left.shift(); image !== undefined; image = left.shift()) {
          const digest = await look(image, signal)
          found.push(digest.ok ? { image, digest: digest.value } : { image, reason: digest.error })
        }
      }
      await Promise.all(Array.from({ length: atOnce }, work))
      return found.sort((one, other) => (one.image < other.image ? -1 : 1))
    },
  }
}

/** Words the failure in a sentence that has a Japanese translation. */
function reasonOf(registry: string, image: string, error: string): string {
  const status = statusIn(error)
  if (status === 401 || status === 403) return `The registry ${registry} wants a login`
  if (status === 404) return `The registry ${registry} has no image ${image}`
  if (status !== undefined) return `The registry ${registry} answered ${status}`
  return `The registry ${registry} cannot be reached`
}
