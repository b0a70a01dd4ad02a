/** The only source of time for server code: milliseconds since 1970 UTC, and a timer. */
export interface Clock {
  now(): number
  /** Calls back once after so many milliseconds, at least 0; the returned function cancels the timer. */
  after(milliseconds: number, call: () => void): () => void
}
