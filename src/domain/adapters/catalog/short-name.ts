/** The last two parts of an adapter's import path: short, and still different from its namesakes. */
export function shortName(pattern: string): string {
  return pattern.split('/').slice(-2).join('/')
}
