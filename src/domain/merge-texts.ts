/** What both sides changed lines of a text to, where they changed different ones; undefined where they are at odds. */
export function mergeTexts(base: string, theirs: string, mine: string): string | undefined {
  if (theirs === mine || base === theirs) return mine
  if (base === mine) return theirs
  const origin = linesOf(base)
  const [others, own] = [linesOf(theirs), linesOf(mine)]
  const [inOthers, inOwn] = [matchesOf(origin, others), matchesOf(origin, own)]
  if (inOthers === undefined || inOwn === undefined) return undefined
  const merged: string[] = []
  let [from, fromOthers, fromOwn] = [0, 0, 0]
  for (let line = 0; line <= origin.length; line++) {
    // A line that all three have ends a piece; so does the end of the text.
    const isEnd = line === origin.length
    const [other, self] = isEnd ? [others.length, own.length] : [inOthers[line], inOwn[line]]
    if (other === undefined || self === undefined) continue
    const piece = mergePiece(
      origin.slice(from, line).join(''),
      others.slice(fromOthers, other).join(''),
      own.slice(fromOwn, self).join(''),
    )
    if (piece === undefined) return undefined
    merged.push(piece, isEnd ? '' : (origin[line] ?? ''))
    ;[from, fromOthers, fromOwn] = [line + 1, other + 1, self + 1]
  }
  return merged.join('')
}

function mergePiece(base: string, theirs: string, mine: string): string | undefined {
  if (theirs === mine || base === theirs) return mine
  return base === mine ? theirs : undefined
}

/** Lines with their ends. */
function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? []
}

// Beyond so many comparisons nobody waits for an answer; then a person chooses a side.
const mostCompared = 4_000_000

/** For each line of the first text where it stands in the second, by a longest common subsequence; undefined for texts too large. */
function matchesOf(first: readonly string[], second: readonly string[]): readonly (number | undefined)[] | undefined {
  let start = 0
  while (start < first.length && start < second.length && first[start] === second[start]) start += 1
  let [end, endSecond] = [first.length, second.length]
  while (end > start && endSecond > start && first[end - 1] === second[endSecond - 1])
    [end, endSecond] = [end - 1, endSecond - 1]
  const [rows, columns] = [end - start, endSecond - start]
  if (rows * columns > mostCompared) return undefined
  const width = columns + 1
  const longest = new Uint32Array((rows + 1) * width)
  const at = (row: number, column: number): number => longest[row * width + column] ?? 0
  for (let row = rows - 1; row >= 0; row--)
    for (let column = columns - 1; column >= 0; column--)
      longest[row * width + column] =
        first[start + row] === second[start + column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1))
  const matches: (number | undefined)[] = first.map((_, line) =>
    line < start ? line : line >= end ? line - end + endSecond : undefined,
  )
  let [row, column] = [0, 0]
  while (row < rows && column < columns) {
    if (first[start + row] === second[start + column]) {
      matches[start + row] = start + column
      row += 1
      column += 1
    } else if (at(row + 1, column) >= at(row, column + 1)) row += 1
    else column += 1
  }
  return matches
}
