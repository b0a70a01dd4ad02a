/** The last two parts of an adapter's import path: short, but still distinct from adapters of the same name. */
export function shortName(pattern: string): string {
  return pattern.split('/').slice(-2).join('/')
}
