/** What may be told about a secret: everything but the value. */
export interface SecretEntry {
  readonly key: string
  readonly environment: string
  readonly version: string
  /** ISO 8601. */
  readonly setAt: string
}

/** The newest version of a secret, with all that are kept, the newest first. */
export interface KeptSecret extends SecretEntry {
  readonly versions: readonly string[]
}

/** Secret values of a project by environment and key. Old versions stay, so that a run finds what it froze. */
export interface SecretStore {
  /** Newest versions, by key and environment, without values, and with the other ones that are kept. */
  list(project: string): Promise<readonly KeptSecret[]>
  /** Sets a value; versions count "1", "2", ... */
  write(secret: {
    readonly project: string
    readonly environment: string
    readonly key: string
    readonly value: string
    readonly at: string
  }): Promise<SecretEntry>
  /** Forgets all values of a secret. What is written there later counts on, so that no version ever stands for two values. */
  remove(secret: {
    readonly project: string
    readonly environment: string
    readonly key: string
    readonly at: string
  }): Promise<void>
  /** The value of a version, or the newest; undefined when it does not exist in that environment. */
  reveal(secret: {
    readonly project: string
    readonly environment: string
    readonly key: string
    readonly version?: string
  }): Promise<string | undefined>
}
