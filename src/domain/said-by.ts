/** What something that was thrown says of itself. Mostly it is an error, but anything can be thrown. */
export function saidBy(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown)
}
