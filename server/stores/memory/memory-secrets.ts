import type { SecretEntry, SecretStore } from '#server/ports/secrets.ts'

interface Written {
  readonly entry: SecretEntry
  readonly value: string | undefined
}

function keptOf(versions: readonly Written[]): readonly string[] {
  return versions.flatMap(({ entry, value }) => (value === undefined ? [] : [entry.version])).toReversed()
}

/** Secrets in memory; only `reveal` returns values. */
export function createMemorySecrets(): SecretStore {
  const kept = new Map<string, Written[]>()
  const keyOf = (project: string, environment: string, key: string): string =>
    JSON.stringify([project, environment, key])
  return {
    async list(project) {
      return [...kept].flatMap(([key, versions]) =>
        key.startsWith(`[${JSON.stringify(project)},`)
          ? versions
              .slice(-1)
              .flatMap(({ entry, value }) => (value === undefined ? [] : [{ ...entry, versions: keptOf(versions) }]))
          : [],
      )
    },
    async write({ project, environment, key, value, at }) {
      const versions = kept.get(keyOf(project, environment, key)) ?? []
      const entry = { key, environment, version: String(versions.length + 1), setAt: at }
      kept.set(keyOf(project, environment, key), [...versions, { entry, value }])
      return entry
    },
    async remove({ project, environment, key, at }) {
      const versions = kept.get(keyOf(project, environment, key)) ?? []
      if (versions.at(-1)?.value === undefined) return
      const entry = { key, environment, version: String(versions.length + 1), setAt: at }
      const emptied = [...versions.map((one) => one.entry), entry].map((one) => ({ entry: one, value: undefined }))
      kept.set(keyOf(project, environment, key), emptied)
    },
    async reveal({ project, environment, key, version }) {
      const versions = kept.get(keyOf(project, environment, key)) ?? []
      return (version === undefined ? versions.at(-1) : versions.find(({ entry }) => entry.version === version))?.value
    },
  }
}
