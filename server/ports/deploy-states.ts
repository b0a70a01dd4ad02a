/** A state that a tool keeps between two changes of one Deployment, such as Pulumi's: an archive, by name. */
export interface DeployStateKey {
  readonly project: string
  readonly application: string
  readonly deployment: string
  readonly state: string
}

/** How many states are kept under one name; whatever went wrong, the ones before it can still be taken out of the store. */
export const keptDeployStates = 10

/** Archives by Deployment and name. */
export interface DeployStateStore {
  /** The newest archive; undefined when there has been none. */
  read(key: DeployStateKey): Promise<Uint8Array | undefined>
  /** Keeps an archive as the newest and forgets all but the last few. `at` is an ISO time. */
  write(key: DeployStateKey, archive: Uint8Array, at: string): Promise<void>
}
