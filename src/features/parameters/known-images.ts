import type { DeploymentStatus } from '#contract/deployments.ts'
import type { BuiltImage } from '#domain/run/built-images.ts'

/** A suggested text, with a title if a list should show something else. */
export interface Suggestion {
  readonly text: string
  readonly title?: string
}

// Enough of a digest to tell images apart.
const shortDigest = 'sha256:'.length + 12

/**
 * Digests of an application's images, newest first: those that became ready in some Deployment, with where they are,
 * and those that its stages built, with the run.
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
