/** A stage's name without what its lane says already, except for stages that verify a whole environment. */
export function shortStageName(name: string, lane: string): string {
  if (!name.endsWith(`-${lane}`)) return name
  const short = name.slice(0, -lane.length - 1)
  return short === 'verify' ? name : short
}
