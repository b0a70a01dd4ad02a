import { ok, type Result } from '../../result.ts'
import { type CutLine, cutAtStages, cutPieces, joinCut, splitTrailing } from '../cut.ts'
import { knownPiece } from '../pieces.ts'
import type { YamlPath } from '../yaml-text.ts'
import type { Step } from './plain-steps.ts'

/** Applies one step to a text that is parsed as a whole. */
type ApplyStep = (text: string, step: Step) => Result<string>

/** The pieces after the steps so far; undefined if the text cannot be edited piece by piece. */
type Edited = Result<CutLine> | undefined

/**
 * Applies steps only to the stages they touch, each as a small document of its own, so that cost depends on the edit and not on the line. Undefined
 * if that is not possible; then the whole text has to be parsed.
 */
export function applyToPieces(text: string, steps: readonly Step[], apply: ApplyStep): Result<string> | undefined {
  const cut = cutAtStages(text)
  if (cut === undefined || !text.endsWith('\n')) return undefined
  let edited: Edited = ok(cut)
  // Removing by lines is only safe if every stage parses cleanly.
  const isClean = steps.some(isStageRemoval) && cut.pieces.every((piece) => knownPiece(piece)?.isClean === true)
  for (const step of steps) {
    if (edited === undefined || !edited.ok) break
    const without: CutLine | undefined = isClean ? withoutPiece(edited.value, step) : undefined
    edited = without === undefined ? editCut(edited.value, step, apply) : ok(without)
  }
  if (edited === undefined || !edited.ok) return edited
  const joined = joinCut(edited.value)
  // The cuts must be where they were; otherwise a splice changed the meaning of the text around it.
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
 * Removes a stage by its lines, like `splice.ts` removes an item, so that removing hundreds needs no parser. Undefined if a quote in the trailing
 * lines may turn an apparent comment into text.
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
  // Without the first stage, the next one's comments precede all stages and belong to the head.
  const head = index === 0 ? cut.head + left : cut.head
  return { ...cut, head, pieces: cut.pieces.toSpliced(Math.max(0, index - 1), index === 0 ? 1 : 2, ...around) }
}

function editWindow(cut: CutLine, from: number, to: number, step: Step, apply: ApplyStep): Edited {
  const before = cut.pieces.slice(from, to)
  const result = apply(before.join(''), step)
  // The step may still work on the whole text, and only that gives the right place in a problem.
  if (!result.ok) return undefined
  // Without the first stage, the next one's comments precede all stages and belong to the head.
  const lead = from === 0 ? (/^(?:[ ]*(?:#.*)?\r?\n)*/.exec(result.value)?.[0] ?? '') : ''
  const after = cutPieces(result.value.slice(lead.length), cut.indent)
  if (after === undefined) return undefined
  return ok({ ...cut, head: cut.head + lead, pieces: cut.pieces.toSpliced(from, before.length, ...after) })
}

/** Edits the text around the stages without them; the change shows which side it belongs to. */
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
