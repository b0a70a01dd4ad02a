/** For each line, how many more copies of it `after` has than `before` (negative: fewer), wherever they are. */
export function changedLines(before: string, after: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  if (before === after) return counts
  const most = Math.min(before.length, after.length)
  // Skips the common start and end without splitting them into lines.
  let [start, tail] = [0, 0]
  while (start < most && before[start] === after[start]) start += 1
  while (tail < most - start && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1
  const from = start === 0 ? 0 : before.lastIndexOf('\n', start - 1) + 1
  for (const [text, by] of [[before, -1] as const, [after, 1] as const]) {
    const end = text.indexOf('\n', text.length - tail)
    const lines = text.slice(from, end < 0 ? text.length : end).split('\n')
    for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + by)
  }
  for (const [line, count] of counts) if (count === 0) counts.delete(line)
  return counts
}
