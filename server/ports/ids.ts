/** Makes new ids: unguessable, lower-case, usable in a Kubernetes name (at most 20 characters). */
export interface Ids {
  next(): string
}
