import { type CutLine, cutAtStages, joinCut } from './cut.ts'
import { knownPiece } from './pieces.ts'
import { mergeTexts } from '../merge-texts.ts'
import { parseLine } from './parse.ts'

export type Side = 'theirs' | 'mine'

/** What is taken of a difference: one side, or what both changed joined where they are not at odds. */
export type Taken = Side | 'joined'

/** A stage, or what stands around the stages, that differs between two versions of a line with a common origin. */
export interface LineDifference {
  /** The stage's name; empty for what stands around the stages. */
  readonly stage: string
  readonly base: string | undefined
  readonly theirs: string | undefined
  readonly mine: string | undefined
  /** What both changed, together; undefined where only one did, or where they are at odds. */
  readonly joined: string | undefined
  /** Who changed it: one side alone is taken without a question, both are asked. */
  readonly changedBy: Side | 'both'
}

export interface LineMerge {
  readonly differences: readonly LineDifference[]
  /** The line with each difference as chosen; what is not named as `takenFirst` says. */
  readonly take: (choices: Readonly<Record<string, Taken>>) => string
}

/** What is taken of a difference that nobody has decided: whoever changed it, both where they can be joined, else mine. */
export function takenFirst({
  changedBy,
  joined,
}: Pick<LineDifference, 'changedBy'> & { readonly joined?: string | undefined }): Taken {
  if (changedBy !== 'both') return changedBy
  return joined === undefined ? 'mine' : 'joined'
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
  const head = mergeTexts(origin.head, left.head, right.head)
  const tail = mergeTexts(origin.tail, left.tail, right.tail)
  const around = differenceOf('', frame(origin), frame(left), frame(right)).map((difference) => ({
    ...difference,
    joined: difference.joined === undefined || head === undefined || tail === undefined ? undefined : head + tail,
  }))
  const differences = [...around, ...stages]
  return {
    differences,
    take(choices) {
      const byStage = new Map(differences.map((difference) => [difference.stage, difference]))
      const takenOf = (stage: string): Taken => {
        const difference = byStage.get(stage)
        return choices[stage] ?? (difference === undefined ? 'mine' : takenFirst(difference))
      }
      const textOf = (stage: string): string | undefined => {
        const taken = takenOf(stage)
        if (taken === 'joined') return byStage.get(stage)?.joined ?? own.get(stage)
        return (taken === 'mine' ? own : others).get(stage)
      }
      const isJoined = takenOf('') === 'joined' && head !== undefined && tail !== undefined
      const frameOf = isJoined ? { head, tail } : takenOf('') === 'theirs' ? left : right
      const order = inOrder([...others.keys()], [...own.keys()])
      return joinCut({ ...frameOf, pieces: order.flatMap((stage) => textOf(stage) ?? []) })
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
  const isJoinable = changedBy === 'both' && base !== undefined && theirs !== undefined && mine !== undefined
  return [{ stage, base, theirs, mine, changedBy, joined: isJoinable ? mergeTexts(base, theirs, mine) : undefined }]
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
