import type { Environment } from '#domain/project.ts'

type Hue = 'build' | 'staging' | 'third' | 'fourth' | 'production'

const onTheWay: readonly Hue[] = ['third', 'fourth', 'staging']

/** Environments in board order. */
export function inOrder(environments: readonly Environment[]): readonly Environment[] {
  return environments.toSorted((a, b) => a.order - b.order || a.name.localeCompare(b.name))
}

/**
 * The hue of an environment. The last one, production, has its own. The others get a hue by name, or the next free one, so that they differ as
 * long as there are hues, and a new environment does not recolour earlier ones.
 */
export function hueOf(environments: readonly Environment[], name: string): Hue {
  const names = inOrder(environments).map((environment) => environment.name)
  const index = names.indexOf(name)
  if (index < 0) return 'build'
  if (index === names.length - 1 && index > 0) return 'production'
  const taken: Hue[] = []
  for (const earlier of names.slice(0, index + 1)) {
    const wish = [...earlier].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0)
    const hues = onTheWay.map((_, at) => onTheWay[(wish + at) % onTheWay.length] ?? 'staging')
    taken.push(hues.find((hue) => !taken.includes(hue)) ?? hues[0] ?? 'staging')
  }
  return taken[index] ?? 'staging'
}
