/** The name on a card leaves out what the lane says; what verifies a whole environment keeps its name. */
export function shortStageName(name: string, lane: string): string {
  if (!name.endsWith(`-${lane}`)) return name
  const short = name.slice(0, -lane.length - 1)
  return short === 'verify' ? name : short
}
