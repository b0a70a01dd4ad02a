/** The name of a state that a tool, such as Pulumi, keeps from one change of a Deployment to the next: an archive. */
export interface DeployStateKey {
  readonly project: string
  readonly application: string
  readonly deployment: string
  readonly state: string
}

/** How many states are kept under one name, so that a state from before a mishap can still be recovered. */
export const keptDeployStates = 10

/** State archives by Deployment and name. */
export interface DeployStateStore {
  /** The newest archive; undefined if there is none yet. */
  read(key: DeployStateKey): Promise<Uint8Array | undefined>
  /** Keeps an archive as the newest and forgets all but the last few. `at` is ISO 8601. */
  write(key: DeployStateKey, archive: Uint8Array, at: string): Promise<void>
}
