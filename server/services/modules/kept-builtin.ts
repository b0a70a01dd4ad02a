import type { FoundModule } from '#domain/adapters/modules/found-module.ts'
import { builtinModule } from '#domain/adapters/modules/module-address.ts'
import { sha256 } from '#domain/manifests/sha256.ts'
import type { Ports } from '../../ports.ts'

export interface KeptBuiltin {
  /** The built-in module, and the digest under which its files are stored for runs. */
  found(): FoundModule & { readonly kept: string }
  /** Stores its files, once per server process. */
  keep(): Promise<void>
}

/** The module that comes with the installation. Its text for runs is made on demand rather than at startup. */
export function createKeptBuiltin({ modules, snapshots }: Pick<Ports, 'modules' | 'snapshots'>): KeptBuiltin {
  const sources = modules[0]?.sources ?? { digest: '', files: {} }
  let made: { readonly text: string; readonly digest: string } | undefined
  let keeping: Promise<string> | undefined

  function kept(): NonNullable<typeof made> {
    if (made === undefined) {
      const text = JSON.stringify(sources.files)
      made = { text, digest: `sha256:${sha256(text)}` }
    }
    return made
  }

  return {
    found: () => ({
      ...{ from: 'builtin', name: builtinModule, path: builtinModule, revision: 'builtin' },
      sources,
      kept: kept().digest,
    }),
    async keep() {
      keeping ??= snapshots.put(kept().text)
      await keeping.catch((error: unknown) => {
        keeping = undefined
        throw error
      })
    },
  }
}
