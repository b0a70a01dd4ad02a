import type { FailureKind } from '../../run/failure/failure-rules.ts'

/** A failed step for tests, and the failure that must be found in it. */
export interface Seeded {
  readonly name: string
  readonly kind: FailureKind
  readonly what?: string
  /** The text of the line that shows the failure first. */
  readonly says?: string
  readonly exitCode?: number
  readonly reason?: string
  readonly message?: string
  readonly output: string
}
