import type { Environment } from '#domain/project.ts'

/** Environments in board order. */
export function inOrder(environments: readonly Environment[]): readonly Environment[] {
  return environments.toSorted((a, b) => a.order - b.order || a.name.localeCompare(b.name))
}

/**
 * The hue of an environment: the last one is where people are served, the others lead there. Theirs follows from the name alone, so that
 * another environment leaves the colours as people know them.
 */
export function hueOf(
  environments: readonly Environment[],
  name: string,
): 'build' | 'staging' | 'third' | 'production' {
  const index = inOrder(environments).findIndex((environment) => environment.name === name)
  if (index < 0) return 'build'
  if (index === environments.length - 1 && index > 0) return 'production'
  return (name.codePointAt(0) ?? 0) % 2 === 1 ? 'staging' : 'third'
}
