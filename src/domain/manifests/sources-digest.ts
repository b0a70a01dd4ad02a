import { sha256 } from './sha256.ts'

/**
 * Names the content of a set of files: `sha256:<hex>` over paths and texts, whatever order the files came in. `hash` may be the machine's own
 * SHA-256, which is faster.
 */
export function sourcesDigest(
  files: Readonly<Record<string, string>>,
  hash: (text: string) => string = sha256,
): string {
  const parts = Object.keys(files)
    .sort()
    .map((path) => `${path}\u0000${(files[path] ?? '').length}\u0000${files[path] ?? ''}`)
  return `sha256:${hash(parts.join('\u0000'))}`
}
