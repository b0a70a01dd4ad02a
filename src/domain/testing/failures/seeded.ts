import type { FailureKind } from '../../run/failure/failure-rules.ts'

/** A failed step as a test gives it, and what has to be said of it. */
export interface Seeded {
  readonly name: string
  readonly kind: FailureKind
  readonly what?: string
  /** The line that says so first, by its text. */
  readonly says?: string
  readonly exitCode?: number
  readonly reason?: string
  readonly message?: string
  readonly output: string
}
