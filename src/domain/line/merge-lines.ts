import { type CutLine, cutAtStages, joinCut } from './cut.ts'
import { knownPiece } from './pieces.ts'
import { parseLine } from './parse.ts'

export type Side = 'theirs' | 'mine'

/** A stage, or what stands around the stages, that differs between two versions of a line with a common origin. */
export interface LineDifference {
  /** The stage's name; empty for what stands around the stages. */
  readonly stage: string
  readonly base: string | undefined
  readonly theirs: string | undefined
  readonly mine: string | undefined
  /** Who changed it: one side alone is taken without a question, both are asked. */
  readonly changedBy: Side | 'both'
}

export interface LineMerge {
  readonly differences: readonly LineDifference[]
  /** The line with each difference taken from one side; what is not named follows whoever changed it, and mine where both did. */
  readonly take: (choices: Readonly<Record<string, Side>>) => string
}

/** Compares two versions of a line stage by stage, against the version both started from; undefined for texts that cannot be cut. */
export function mergeLines(base: string, theirs: string, mine: string): LineMerge | undefined {
  const [origin, left, right] = [cutAtStages(base), cutAtStages(theirs), cutAtStages(mine)]
  if (origin === undefined || left === undefined || right === undefined) return undefined
  const [before, others, own] = [namedPieces(base, origin), namedPieces(theirs, left), namedPieces(mine, right)]
  const names = new Set([...others.keys(), ...own.keys(), ...before.keys()])
  const stages = [...names].flatMap((stage) =>
    differenceOf(stage, before.get(stage), others.get(stage), own.get(stage)),
  )
  const frame = (cut: CutLine): string => cut.head + cut.tail
  const differences = [...differenceOf('', frame(origin), frame(left), frame(right)), ...stages]
  return {
    differences,
    take(choices) {
      const byStage = new Map(differences.map((difference) => [difference.stage, difference]))
      const sideOf = (stage: string): Side => {
        const changedBy = byStage.get(stage)?.changedBy
        return choices[stage] ?? (changedBy === undefined || changedBy === 'both' ? 'mine' : changedBy)
      }
      const textOf = (stage: string): string | undefined => (sideOf(stage) === 'mine' ? own : others).get(stage)
      const around = sideOf('') === 'mine' ? right : left
      const order = inOrder([...others.keys()], [...own.keys()])
      return joinCut({ ...around, pieces: order.flatMap((stage) => textOf(stage) ?? []) })
    },
  }
}

function differenceOf(
  stage: string,
  base: string | undefined,
  theirs: string | undefined,
  mine: string | undefined,
): readonly LineDifference[] {
  const same = (a: string | undefined, b: string | undefined): boolean => ownLines(a) === ownLines(b)
  if (same(theirs, mine)) return []
  const changedBy = same(base, mine) ? 'theirs' : same(base, theirs) ? 'mine' : 'both'
  return [{ stage, base, theirs, mine, changedBy }]
}

/** A stage without the blank lines and comments behind it, which belong to the next one. */
function ownLines(piece: string | undefined): string | undefined {
  return piece?.trimEnd().replace(/(?:\r?\n[ \t]*(?:#[^\n]*)?)+$/, '')
}

function namedPieces(text: string, cut: CutLine): ReadonlyMap<string, string> {
  // Reading the line reads every piece; those without a name go by their place.
  parseLine(text)
  return new Map(
    cut.pieces.map((piece, index) => [
      knownPiece(piece)?.stage?.name ?? `#${String(index + 1)}`,
      piece.endsWith('\n') ? piece : `${piece}\n`,
    ]),
  )
}

/** All names in the order of the first list; what only the second has stands behind its neighbour there. */
function inOrder(first: readonly string[], second: readonly string[]): readonly string[] {
  const order = [...first]
  const known = new Set(first)
  second.forEach((name, index) => {
    if (known.has(name)) return
    known.add(name)
    const before = second[index - 1]
    order.splice(before === undefined ? 0 : order.indexOf(before) + 1, 0, name)
  })
  return order
}
