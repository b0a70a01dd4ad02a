/** Returns the message of something thrown, which need not be an error. */
export function saidBy(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown)
}
