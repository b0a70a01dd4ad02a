/** The public facts about a secret: everything but the value. */
export interface SecretEntry {
  readonly key: string
  readonly environment: string
  readonly version: string
  /** ISO 8601. */
  readonly setAt: string
}

/** The newest version of a secret, with all kept versions, newest first. */
export interface KeptSecret extends SecretEntry {
  readonly versions: readonly string[]
}

/** Secret values of a project by environment and key. Old versions stay, so that a run finds the ones it froze. */
export interface SecretStore {
  /** The newest versions without values, by key and environment, with the other kept versions. */
  list(project: string): Promise<readonly KeptSecret[]>
  /** Sets a value as a new version; versions count "1", "2", ... */
  write(secret: {
    readonly project: string
    readonly environment: string
    readonly key: string
    readonly value: string
    readonly at: string
  }): Promise<SecretEntry>
  /** Forgets all values of a secret. Later versions continue the count, so that no version ever means two values. */
  remove(secret: {
    readonly project: string
    readonly environment: string
    readonly key: string
    readonly at: string
  }): Promise<void>
  /** The value of a version, or of the newest; undefined if it does not exist in that environment. */
  reveal(secret: {
    readonly project: string
    readonly environment: string
    readonly key: string
    readonly version?: string
  }): Promise<string | undefined>
}
