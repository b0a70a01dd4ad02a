/** A short notice of a change, for lists and badges; the truth is in the stores. `at` is ISO 8601. */
export interface Notice {
  readonly project: string
  readonly kind: 'run' | 'gate' | 'deployment' | 'document' | 'repository' | 'presence' | 'members'
  readonly id: string
  readonly at: string
}

/** Passes notices to present listeners within this process; keeps none. */
export interface Bus {
  publish(notice: Notice): void
  /** Calls the listener for every notice of a project until the returned function is called. */
  subscribe(project: string, listener: (notice: Notice) => void): () => void
}
