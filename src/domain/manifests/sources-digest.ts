import { sha256 } from './sha256.ts'

/**
 * The digest of a set of files, `sha256:<hex>` over paths and texts, independent of their order. `hash` can be the platform's own SHA-256, which is
 * faster.
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
