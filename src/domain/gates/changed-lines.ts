/** Counts lines that two texts do not share, regardless of position: a measure of size, not a diff. */
export function changedLines(before: string, after: string): number {
  const counts = new Map<string, number>()
  const add = (text: string, by: number): void => {
    for (const line of text.split('\n')) if (line !== '') counts.set(line, (counts.get(line) ?? 0) + by)
  }
  add(before, 1)
  add(after, -1)
  return [...counts.values()].reduce((sum, count) => sum + Math.abs(count), 0)
}
