import { err, type Result } from '#domain/result.ts'
import type { Bundle } from '#domain/tekton/bundle/bundle.ts'
import type { WrittenObject } from '#domain/tekton/bundle/documents.ts'
import { inlineRun, type InlinedRun, type RefusedRun } from '#domain/tekton/bundle/inline-run.ts'
import type { RunIdentity } from '#domain/tekton/bundle/run-metadata.ts'
import type { RemoteReference, RemoteText } from '#domain/tekton/bundle/referred.ts'
import { resolveBundle } from './resolvers/bundle-resolver.ts'
import { resolveGit } from './resolvers/git-resolver.ts'
import { resolveHttp } from './resolvers/http-resolver.ts'
import { resolveHub } from './resolvers/hub-resolver.ts'
import type { Resolver, ResolverContext } from './resolvers/resolver.ts'

const resolvers: Readonly<Record<string, Resolver>> = {
  git: resolveGit,
  http: resolveHttp,
  hub: resolveHub,
  bundles: resolveBundle,
}

export interface Inliner {
  /** Inlines everything that a run refers to, local or remote. */
  inline(document: WrittenObject, identity: RunIdentity): Promise<Result<InlinedRun, RefusedRun>>
}

/** Makes an inliner that resolves each remote reference once, so that all runs of a file get the same answer. */
export function createInliner(
  bundle: Bundle,
  params: ReadonlyMap<string, string>,
  { env, signal }: Pick<ResolverContext, 'env' | 'signal'>,
): Inliner {
  const found = new Map<string, Result<RemoteText, string>>()
  const context = { env, signal, secrets: bundle.secrets }

  async function look(key: string, reference: RemoteReference): Promise<void> {
    const resolver = resolvers[reference.resolver]
    found.set(
      key,
      resolver === undefined
        ? err(
            `There is no resolver "${reference.resolver}" here; there are cluster, ${Object.keys(resolvers).join(', ')}`,
          )
        : await resolver(reference, context),
    )
  }

  return {
    async inline(document, identity) {
      // Resolved texts may contain more references; anything deeper than this is a cycle.
      for (let depth = 0; ; depth += 1) {
        const wanted = new Map<string, RemoteReference>()
        const inlined = inlineRun(document, bundle, identity, {
          params,
          lookUp(reference) {
            const key = JSON.stringify([reference.resolver, reference.kind, reference.params])
            const known = found.get(key)
            if (known === undefined) wanted.set(key, reference)
            return known ?? err('The references are too deep')
          },
        })
        if (wanted.size === 0 || depth === 20) return inlined
        await Promise.all([...wanted].map(([key, reference]) => look(key, reference)))
      }
    },
  }
}
