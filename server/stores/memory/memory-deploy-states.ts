import { keptDeployStates, type DeployStateKey, type DeployStateStore } from '#server/ports/deploy-states.ts'

/** Deploy states in memory. */
export function createMemoryDeployStates(): DeployStateStore {
  const archives = new Map<string, readonly Uint8Array[]>()
  return {
    read: async (key) => archives.get(nameOf(key))?.[0],
    async write(key, archive) {
      const before = archives.get(nameOf(key)) ?? []
      archives.set(nameOf(key), [archive, ...before].slice(0, keptDeployStates))
    },
  }
}

function nameOf({ project, application, deployment, state }: DeployStateKey): string {
  return JSON.stringify([project, application, deployment, state])
}
