/**
 * Removes the trailing line break that copying adds to a single line. In a secret of several lines all breaks are kept.
 */
export function secretFrom(typed: string): string {
  return typed.replace(/^([^\r\n]*)\r?\n$/, '$1')
}
