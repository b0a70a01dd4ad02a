import { diffArrays } from 'diff'

/** Merges two versions of a text line by line; undefined where both changed the same lines differently. */
export function mergeTexts(base: string, theirs: string, mine: string): string | undefined {
  const whole = mergePiece(base, theirs, mine)
  if (whole !== undefined) return whole
  const origin = linesOf(base)
  const [others, own] = [linesOf(theirs), linesOf(mine)]
  const [inOthers, inOwn] = [matchesOf(origin, others), matchesOf(origin, own)]
  if (inOthers === undefined || inOwn === undefined) return undefined
  const merged: string[] = []
  let [from, fromOthers, fromOwn] = [0, 0, 0]
  for (let line = 0; line <= origin.length; line++) {
    // A piece ends at a line that all three texts share, and at the end of the text.
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

/** Splits a text into lines, each with its line break. */
function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? []
}

// With more differing lines the comparison takes too long; then a person chooses a side.
const mostDifferent = 1000

/** Returns, for each line of the first text, its index in the second; undefined if the texts differ too much. */
function matchesOf(first: readonly string[], second: readonly string[]): readonly (number | undefined)[] | undefined {
  const changes = diffArrays([...first], [...second], { maxEditLength: mostDifferent })
  let at = 0
  return changes?.flatMap(({ value, added, removed }) => {
    if (removed) return value.map(() => undefined)
    const from = at
    at += value.length
    return added ? [] : value.map((_, index) => from + index)
  })
}
