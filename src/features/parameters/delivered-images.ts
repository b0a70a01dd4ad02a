import type { DeploymentStatus } from '#contract/deployments.ts'

/** A text that may be meant, and how a list shows it where that is not the text itself. */
export interface Suggestion {
  readonly text: string
  readonly title?: string
}

// As much of a digest as tells one from another.
const shortDigest = 'sha256:'.length + 12

/** Digests of images that got ready in some Deployment of an application, the newest first, with where they did. */
export function deliveredImages(deployments: readonly DeploymentStatus[], application: string): readonly Suggestion[] {
  const rollouts = deployments
    .filter((status) => status.application === application)
    .flatMap(({ deployment, history }) =>
      history.filter(({ state }) => state === 'ready').map(({ imageDigest, at }) => ({ deployment, imageDigest, at })),
    )
    .toSorted((a, b) => b.at.localeCompare(a.at))
  const places = new Map<string, Set<string>>()
  for (const { deployment, imageDigest } of rollouts) {
    for (const [digest] of imageDigest.matchAll(/sha256:[0-9a-f]{64}/g))
      places.set(digest, (places.get(digest) ?? new Set()).add(deployment))
  }
  return [...places].map(([text, where]) => ({
    text,
    title: `${text.slice(0, shortDigest)}… (${[...where].join(', ')})`,
  }))
}
