import { cutAtStages } from '#domain/line/cut.ts'
import { sameValue } from '#domain/same-value.ts'
import type { LayoutBox, LayoutRoute, LayoutStage, LineLayout } from '#domain/line/layout/layout-model.ts'
import { unreadStages } from '#domain/line/parse.ts'
import { type Piece, rememberPiece } from '#domain/line/pieces.ts'
import type { World } from '#domain/line/world.ts'
import type { Finding } from '#domain/problem.ts'
import type { Analysis, AnalysisInput } from './analysis.ts'
import { createLineAnswerer, type LineAnswer, type LineQuestion } from './line-worker.ts'
import { mergeChange } from '../versions/list-changes.ts'

/** As much of a Worker as asking needs. */
interface LinePort {
  readonly postMessage: (question: LineQuestion) => void
  readonly addEventListener: (type: 'message', hear: (event: { readonly data: LineAnswer }) => void) => void
}

/** How a line is drawn; entries that an edit left alone stay the same objects. */
export interface Drawing
  extends Pick<Analysis, 'laneIds' | 'groups' | 'folded'>, Pick<LineLayout, 'lanes' | 'gates' | 'terminals'> {
  readonly stages: ReadonlyMap<string, LayoutStage>
  readonly cards: ReadonlyMap<string, LayoutBox>
  readonly routes: ReadonlyMap<string, LayoutRoute>
}

export interface Analysed {
  readonly findings: readonly Finding[]
  /** Undefined while the text cannot be drawn. */
  readonly drawing: Drawing | undefined
}

/** Asks about a line. Only the newest question is answered: one that was overtaken is never heard of again. */
export type AskLine = (input: AnalysisInput, hear: (analysed: Analysed) => void) => void

/** Asks the worker one question at a time, so that a burst of edits costs two analyses and not one each. */
export function createLineClient(worker: LinePort): AskLine {
  let counter = 0
  let world: World | undefined
  let asked: { readonly id: number; readonly text: string; readonly hear: (analysed: Analysed) => void } | undefined
  let sent = ''
  let next: (() => void) | undefined
  let isBusy = false
  let drawn: Drawing | undefined
  let findings: readonly Finding[] = []
  worker.addEventListener('message', ({ data }) => {
    isBusy = false
    if (data.pieces !== undefined) rememberPieces(sent, data.pieces)
    // Answers say what has changed, so each of them counts, also one that nobody waits for any more.
    if (data.drawing !== undefined) drawn = merged(drawn, data.drawing)
    findings = data.findings ?? findings
    if (next !== undefined) next()
    else if (asked?.id === data.id)
      asked.hear({
        findings,
        drawing: data.drawing === undefined ? undefined : drawn,
      })
  })
  return (input, hear) => {
    counter += 1
    const id = counter
    function send(): void {
      next = undefined
      isBusy = true
      sent = input.text
      const { world: current, ...rest } = input
      const isKnown = current === world
      world = current
      worker.postMessage({
        id,
        ...rest,
        ...(isKnown ? {} : { world: current }),
        wantsPieces: unreadStages(input.text) > 0,
      })
    }
    asked = { id, text: input.text, hear }
    if (isBusy) next = send
    else send()
  }
}

function merged(before: Drawing | undefined, now: NonNullable<LineAnswer['drawing']>): Drawing {
  return {
    laneIds: kept(before?.laneIds, now.laneIds),
    groups: kept(before?.groups, now.groups),
    folded: kept(before?.folded, now.folded),
    lanes: kept(before?.lanes, now.lanes),
    gates: kept(before?.gates, now.gates),
    terminals: kept(before?.terminals, now.terminals),
    stages: mergeChange<LayoutStage>(before?.stages ?? new Map(), now.stages, (stage) => stage.name),
    cards: mergeChange<LayoutBox>(before?.cards ?? new Map(), now.cards, (card) => card.id),
    routes: mergeChange<LayoutRoute>(before?.routes ?? new Map(), now.routes, (route) => route.id),
  }
}

/** What says the same stays the same object. */
function kept<T>(before: T | undefined, now: T): T {
  return before !== undefined && sameValue(before, now) ? before : now
}

function rememberPieces(text: string, pieces: readonly Piece[]): void {
  const texts = cutAtStages(text)?.pieces ?? []
  texts.forEach((piece, index) => {
    const known = pieces[index]
    if (known !== undefined) rememberPiece(piece, known)
  })
}

let warm: AskLine | undefined

/** The worker of this page, started at the first question and kept; where there are no workers, the function itself. */
export function askLine(input: AnalysisInput, hear: (analysed: Analysed) => void): void {
  warm ??= createLineClient(createLineWorker().port)
  warm(input, hear)
}

/** A worker of one's own, for what must not come between the questions about the open line. */
export function createLineWorker(): { readonly port: LinePort; readonly end: () => void } {
  if (typeof Worker === 'undefined') return { port: hereAndNow(), end: () => undefined }
  const worker = new Worker(new URL('./line-worker-main.ts', import.meta.url), { type: 'module', name: 'line' })
  return { port: worker, end: () => worker.terminate() }
}

function hereAndNow(): LinePort {
  const answer = createLineAnswerer()
  let tell: (event: { readonly data: LineAnswer }) => void = () => undefined
  return {
    postMessage: (question) => queueMicrotask(() => tell({ data: answer(question) })),
    addEventListener: (_, hear) => {
      tell = hear
    },
  }
}
