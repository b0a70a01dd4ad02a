import type { ApiToken, CredentialStore } from '#server/ports/credentials.ts'

/** Credentials in memory. */
export function createMemoryCredentials(): CredentialStore {
  const tokens = new Map<string, ApiToken>()
  const uses = new Map<string, number>()
  const signedOut = new Map<string, number>()
  return {
    async save(token) {
      tokens.set(token.id, token)
    },
    find: async (id) => tokens.get(id),
    list: async (project) =>
      [...tokens.values()]
        .filter((token) => token.project === project)
        .sort((a, b) => a.createdAt.localeCompare(b.createdAt)),
    async remove(id) {
      tokens.delete(id)
      uses.delete(id)
    },
    lastUsed: async (id) => uses.get(id),
    async used(id, at) {
      uses.set(id, at)
    },
    async signOutEverywhere(person, at) {
      signedOut.set(person, at)
    },
    signedOutAt: async (person) => signedOut.get(person),
  }
}
