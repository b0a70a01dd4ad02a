import type { DeploymentStatus } from '#contract/deployments.ts'
import type { BuiltImage } from '#domain/run/built-images.ts'

/** A text that may be meant, and how a list shows it where that is not the text itself. */
export interface Suggestion {
  readonly text: string
  readonly title?: string
}

// As much of a digest as tells one from another.
const shortDigest = 'sha256:'.length + 12

/**
 * Digests of images that got ready in some Deployment of an application, or that its stages built: the newest first, with where they are, or
 * the run that built them where they went nowhere yet.
 */
export function knownImages(
  deployments: readonly DeploymentStatus[],
  built: readonly BuiltImage[],
  application: string,
  words: { readonly list: (places: readonly string[]) => string; readonly built: (image: BuiltImage) => string },
): readonly Suggestion[] {
  const rollouts = deployments
    .filter((status) => status.application === application)
    .flatMap(({ deployment, history }) =>
      history
        .filter(({ state }) => state === 'ready')
        .flatMap(({ imageDigest, at }) =>
          [...imageDigest.matchAll(/sha256:[0-9a-f]{64}/g)].map(([digest]) => ({ deployment, digest, at })),
        ),
    )
  const places = new Map<string, Set<string>>()
  for (const { deployment, digest } of rollouts.toSorted((a, b) => b.at.localeCompare(a.at)))
    places.set(digest, (places.get(digest) ?? new Set()).add(deployment))
  const images = new Map(
    [...rollouts, ...built].toSorted((a, b) => a.at.localeCompare(b.at)).map(({ digest, at }) => [digest, at]),
  )
  const builtOnes = new Map(built.map((image) => [image.digest, image]))
  return [...images]
    .toSorted(([, a], [, b]) => b.localeCompare(a))
    .map(([text]) => {
      const image = builtOnes.get(text)
      const where = places.get(text)
      const said = where === undefined ? (image === undefined ? '' : words.built(image)) : words.list([...where])
      return { text, title: `${text.slice(0, shortDigest)}… (${said})` }
    })
}
