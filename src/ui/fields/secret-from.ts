/** A line break at the end of a single line comes from copying; those between lines, and behind the last of several, are of the secret. */
export function secretFrom(typed: string): string {
  return typed.replace(/^([^\r\n]*)\r?\n$/, '$1')
}
