import { type CutLine, cutAtStages, joinCut } from './cut.ts'
import { framePartsOf } from './frame-parts.ts'
import type { Stage } from './line.ts'
import { knownPiece } from './pieces.ts'
import { mergeTexts } from '../merge-texts.ts'
import { renameStage } from './edit/stage-edits.ts'
import { parseLine } from './parse.ts'
import { renamedStages } from './renamed-stages.ts'

export type Side = 'theirs' | 'mine'

/** The version chosen for a difference: one side, or both changes joined if they do not conflict. */
export type Taken = Side | 'joined'

/** A stage, or the text around the stages, that differs between two versions with a common origin. */
export interface LineDifference {
  /** The stage's name. Empty for the text around the stages; if both sides conflict there, a single key of it, with a colon in front. */
  readonly stage: string
  readonly base: string | undefined
  readonly theirs: string | undefined
  readonly mine: string | undefined
  /** Both changes joined; undefined if only one side changed it, or if they conflict. */
  readonly joined: string | undefined
  /** A change by one side is taken without asking; a change by both is asked about. */
  readonly changedBy: Side | 'both'
}

/** A renamed stage: it stays one stage with the changes of both sides, and the name is a difference of its own. */
export interface StageRename {
  /** Identifies the choice; never equals a stage name. */
  readonly id: string
  readonly base: string
  readonly theirs: string
  readonly mine: string
  readonly changedBy: Side | 'both'
}

/** Two versions with a common origin, merged stage by stage. */
export interface LineMerge {
  readonly renames: readonly StageRename[]
  readonly differences: readonly LineDifference[]
  /** Returns the line with the given choices; differences without one follow `takenFirst`. */
  readonly take: (choices: Readonly<Record<string, Taken>>) => string
}

/** The default for an undecided difference: the side that changed it; if both did, both joined if possible, else mine. */
export function takenFirst({
  changedBy,
  joined,
}: Pick<LineDifference, 'changedBy'> & { readonly joined?: string | undefined }): Taken {
  if (changedBy !== 'both') return changedBy
  return joined === undefined ? 'mine' : 'joined'
}

/** Compares two versions stage by stage with their common origin; undefined if a text cannot be cut. */
export function mergeLines(origin: string, left: string, right: string): LineMerge | undefined {
  const { base, theirs, mine, renames } = underOneName(origin, left, right)
  const merge = mergeNamed(base, theirs, mine)
  const [others, own] = [left, right].map((text) => new Set(stagesOf(text).map(({ name }) => name)))
  return (
    merge && {
      differences: merge.differences,
      // A stage that one side removed has only one name left, so there is no choice.
      renames: renames.filter(
        (rename) =>
          rename.theirs !== rename.mine && others?.has(rename.theirs) === true && own?.has(rename.mine) === true,
      ),
      take: (choices) =>
        renames.reduce((text, rename) => {
          const taken = choices[rename.id] ?? takenFirst(rename)
          return called(text, nameOf(rename), taken === 'theirs' ? rename.theirs : rename.mine) ?? text
        }, merge.take(choices)),
    }
  )
}

interface Versions {
  readonly base: string
  readonly theirs: string
  readonly mine: string
}

/** The name under which a stage is compared: the new one; mine if both renamed it. */
function nameOf({ base, theirs, mine }: StageRename): string {
  return mine === base ? theirs : mine
}

/** The three texts with each renamed stage, and all references to it, under the same name. */
function underOneName(base: string, theirs: string, mine: string): Versions & Pick<LineMerge, 'renames'> {
  const before = stagesOf(base)
  const [others, own] = [renamedStages(before, stagesOf(theirs)), renamedStages(before, stagesOf(mine))]
  let texts: Versions = { base, theirs, mine }
  const renames: StageRename[] = []
  for (const { name } of before) {
    const [left = name, right = name] = [others.get(name), own.get(name)]
    if (left === name && right === name) continue
    const changedBy = left === name ? 'mine' : right === name ? 'theirs' : 'both'
    const rename: StageRename = { id: `name of ${name}`, base: name, theirs: left, mine: right, changedBy }
    const to = nameOf(rename)
    const renamed = {
      base: called(texts.base, name, to),
      theirs: called(texts.theirs, left, to),
      mine: called(texts.mine, right, to),
    }
    if (renamed.base === undefined || renamed.theirs === undefined || renamed.mine === undefined) continue
    texts = { base: renamed.base, theirs: renamed.theirs, mine: renamed.mine }
    renames.push(rename)
  }
  return { ...texts, renames }
}

function stagesOf(text: string): readonly Stage[] {
  return parseLine(text).line?.spec.stages ?? []
}

/** Renames a stage in a text. Returns the text unchanged if it lacks the stage, undefined if the name is taken. */
function called(text: string, from: string, to: string): string | undefined {
  if (from === to || stagesOf(text).every(({ name }) => name !== from)) return text
  const renamed = renameStage(text, from, to)
  return renamed.ok ? renamed.value : undefined
}

function mergeNamed(base: string, theirs: string, mine: string): Omit<LineMerge, 'renames'> | undefined {
  const [origin, left, right] = [cutAtStages(base), cutAtStages(theirs), cutAtStages(mine)]
  if (origin === undefined || left === undefined || right === undefined) return undefined
  const [before, others, own] = [namedPieces(base, origin), namedPieces(theirs, left), namedPieces(mine, right)]
  const names = new Set([...others.keys(), ...own.keys(), ...before.keys()])
  const stages = [...names].flatMap((stage) =>
    differenceOf(stage, before.get(stage), others.get(stage), own.get(stage)),
  )
  const around = mergeFrames(origin, left, right)
  const differences = [...around.differences, ...stages]
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
      const order = inOrder([...others.keys()], [...own.keys()])
      return joinCut({ ...around.take(takenOf), pieces: order.flatMap((stage) => textOf(stage) ?? []) })
    },
  }
}

interface FrameMerge {
  readonly differences: readonly LineDifference[]
  readonly take: (takenOf: (part: string) => Taken) => CutLine
}

/** Merges the text around the stages: as one difference, or key by key if both sides changed the same lines. */
function mergeFrames(origin: CutLine, left: CutLine, right: CutLine): FrameMerge {
  const frame = (cut: CutLine): string => cut.head + cut.tail
  const head = mergeTexts(origin.head, left.head, right.head)
  const tail = mergeTexts(origin.tail, left.tail, right.tail)
  const differences = differenceOf('', frame(origin), frame(left), frame(right)).map((difference) => ({
    ...difference,
    joined: difference.joined === undefined || head === undefined || tail === undefined ? undefined : head + tail,
  }))
  const isAtOdds = differences.some(({ changedBy, joined }) => changedBy === 'both' && joined === undefined)
  return (
    (isAtOdds ? mergeFrameParts(origin, left, right) : undefined) ?? {
      differences,
      take(takenOf) {
        if (takenOf('') === 'joined' && head !== undefined && tail !== undefined) return { ...right, head, tail }
        return takenOf('') === 'theirs' ? left : right
      },
    }
  )
}

/** Merges key by key; undefined if a key is before the stages on one side and after them on the other. */
function mergeFrameParts(origin: CutLine, left: CutLine, right: CutLine): FrameMerge | undefined {
  const [before, others, own] = [framePartsOf(origin), framePartsOf(left), framePartsOf(right)]
  const heads = inOrder([...others.head.keys()], [...own.head.keys()])
  const tails = inOrder([...others.tail.keys()], [...own.tail.keys()])
  if (heads.at(-1) !== 'spec.stages' || heads.some((key) => tails.includes(key))) return undefined
  const differencesIn = (place: 'head' | 'tail', keys: readonly string[]): readonly LineDifference[] =>
    keys.flatMap((key) =>
      differenceOf(`:${key}`, before[place].get(key), others[place].get(key), own[place].get(key), asWritten),
    )
  const differences = [...differencesIn('head', heads), ...differencesIn('tail', tails)]
  const byKey = new Map(differences.map((difference) => [difference.stage, difference]))
  return {
    differences,
    take(takenOf) {
      const textOf = (place: 'head' | 'tail', key: string): string => {
        const taken = takenOf(`:${key}`)
        const text = taken === 'joined' ? byKey.get(`:${key}`)?.joined : undefined
        return text ?? (taken === 'theirs' ? others : own)[place].get(key) ?? ''
      }
      const textIn = (place: 'head' | 'tail', keys: readonly string[]): string =>
        keys.map((key) => textOf(place, key)).join('')
      return { ...right, head: textIn('head', heads), tail: textIn('tail', tails) }
    },
  }
}

function differenceOf(
  stage: string,
  base: string | undefined,
  theirs: string | undefined,
  mine: string | undefined,
  compared = ownLines,
): readonly LineDifference[] {
  const same = (a: string | undefined, b: string | undefined): boolean => compared(a) === compared(b)
  if (same(theirs, mine)) return []
  const changedBy = same(base, mine) ? 'theirs' : same(base, theirs) ? 'mine' : 'both'
  const isJoinable = changedBy === 'both' && base !== undefined && theirs !== undefined && mine !== undefined
  return [{ stage, base, theirs, mine, changedBy, joined: isJoinable ? mergeTexts(base, theirs, mine) : undefined }]
}

/** Keeps comments in the comparison: around the stages, a key's comments are its own. */
function asWritten(part: string | undefined): string | undefined {
  return part
}

/** A stage without the trailing blank lines and comments, which belong to the next one. */
function ownLines(piece: string | undefined): string | undefined {
  return piece?.trimEnd().replace(/(?:\r?\n[ \t]*(?:#[^\n]*)?)+$/, '')
}

function namedPieces(text: string, cut: CutLine): ReadonlyMap<string, string> {
  // Parsing the line caches every piece; stages without a name are identified by position.
  parseLine(text)
  return new Map(
    cut.pieces.map((piece, index) => [
      knownPiece(piece)?.stage?.name ?? `#${String(index + 1)}`,
      piece.endsWith('\n') ? piece : `${piece}\n`,
    ]),
  )
}

/** Merges both lists in the order of the first; a name only in the second follows its neighbour from there. */
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
