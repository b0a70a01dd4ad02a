import { ok, type Result } from '../../result.ts'
import { type CutLine, cutAtStages, cutPieces, joinCut, splitTrailing } from '../cut.ts'
import { knownPiece } from '../pieces.ts'
import type { YamlPath } from '../yaml-text.ts'
import type { Step } from './plain-steps.ts'

/** Carries one step out in a text read as a whole. */
type ApplyStep = (text: string, step: Step) => Result<string>

/** What is left of a text while steps are carried out: its pieces, or that it cannot be edited piece by piece. */
type Edited = Result<CutLine> | undefined

/**
 * Carries steps out in the stages that they touch, each as a small document of its own: cost follows the edit and not the line. Undefined
 * where that cannot be done; then the text has to be read as a whole.
 */
export function applyToPieces(text: string, steps: readonly Step[], apply: ApplyStep): Result<string> | undefined {
  const cut = cutAtStages(text)
  if (cut === undefined || !text.endsWith('\n')) return undefined
  let edited: Edited = ok(cut)
  // A broken text is edited only by hand.
  const isClean = steps.some(isStageRemoval) && cut.pieces.every((piece) => knownPiece(piece)?.isClean === true)
  for (const step of steps) {
    if (edited === undefined || !edited.ok) break
    const without: CutLine | undefined = isClean ? withoutPiece(edited.value, step) : undefined
    edited = without === undefined ? editCut(edited.value, step, apply) : ok(without)
  }
  if (edited === undefined || !edited.ok) return edited
  const joined = joinCut(edited.value)
  // The cuts must still be where they were: else a splice has changed what the text around it means.
  const again = cutAtStages(joined)
  const isSame =
    again?.head === edited.value.head &&
    again.pieces.length === edited.value.pieces.length &&
    again.pieces.every((piece, index) => piece === edited.value.pieces[index])
  return isSame ? ok(joined) : undefined
}

function isStageRemoval({ op, path }: Step): boolean {
  return op === 'remove' && path.length === 3 && path[0] === 'spec' && path[1] === 'stages'
}

function editCut(cut: CutLine, step: Step, apply: ApplyStep): Edited {
  const [first, second, index] = step.path
  if (first !== 'spec' || second !== 'stages') return editFrame(cut, step, apply)
  if (step.op === 'insert' && step.path.length === 2) {
    const from = Math.max(0, Math.min(step.index, cut.pieces.length) - 1)
    return editWindow(cut, from, from + 2, { ...step, path: [], index: step.index - from }, apply)
  }
  if (typeof index !== 'number' || cut.pieces[index] === undefined) return undefined
  if (step.op === 'remove' && step.path.length === 3) {
    if (cut.pieces.length === 1) return undefined
    const from = Math.max(0, index - 1)
    return editWindow(cut, from, index + 2, { ...step, path: [index - from] }, apply)
  }
  const path: YamlPath = [0, ...step.path.slice(3)]
  return editWindow(cut, index, index + 1, { ...step, path }, apply)
}

const blankAtStart = /^[ \t]*\r?\n/
const blankAtEnd = /(?<=\n)[ \t]*\r?\n$/

/**
 * A stage taken out by its lines alone, as `splice.ts` takes an item out, so that hundreds that go together need no parser. Undefined where a
 * quote behind it may make what looks like a comment a text.
 */
function withoutPiece(cut: CutLine, step: Step): CutLine | undefined {
  const [, , index] = step.path
  if (!isStageRemoval(step)) return undefined
  if (typeof index !== 'number' || cut.pieces[index] === undefined || cut.pieces.length === 1) return undefined
  const [own, rest] = splitTrailing(cut.pieces[index])
  if (!own.endsWith('\n') || /["']/.test(rest)) return undefined
  const [before, after] = [cut.pieces[index - 1] ?? '', cut.pieces[index + 1]]
  const meetsBlank = blankAtStart.test(rest + (after ?? '')) || (after === undefined && rest === '')
  const hasBlank = blankAtEnd.test(before)
  const shorter = hasBlank && (meetsBlank || after === undefined) ? before.replace(blankAtEnd, '') : before
  const left = index === 0 && meetsBlank ? rest.replace(blankAtStart, '') : rest
  const around = index === 0 ? [] : [shorter + left]
  // Without the first stage, the comments of the next one stand before all stages.
  const head = index === 0 ? cut.head + left : cut.head
  return { ...cut, head, pieces: cut.pieces.toSpliced(Math.max(0, index - 1), index === 0 ? 1 : 2, ...around) }
}

function editWindow(cut: CutLine, from: number, to: number, step: Step, apply: ApplyStep): Edited {
  const before = cut.pieces.slice(from, to)
  const result = apply(before.join(''), step)
  // Refused in a stage may still be possible in the whole, and the whole knows the place.
  if (!result.ok) return undefined
  // Without the first stage, the comments of the next one stand before all stages.
  const lead = from === 0 ? (/^(?:[ ]*(?:#.*)?\r?\n)*/.exec(result.value)?.[0] ?? '') : ''
  const after = cutPieces(result.value.slice(lead.length), cut.indent)
  if (after === undefined) return undefined
  return ok({ ...cut, head: cut.head + lead, pieces: cut.pieces.toSpliced(from, before.length, ...after) })
}

/** What stands around the stages is edited without them; the change says on which side of them it belongs. */
function editFrame(cut: CutLine, step: Step, apply: ApplyStep): Edited {
  const { head, tail } = cut
  if (cut.pieces.at(-1)?.endsWith('\n') !== true) return undefined
  const result = apply(head + tail, step)
  if (!result.ok) return undefined
  if (result.value.startsWith(head)) return ok({ ...cut, tail: result.value.slice(head.length) })
  return result.value.endsWith(tail)
    ? ok({ ...cut, head: result.value.slice(0, result.value.length - tail.length) })
    : undefined
}
