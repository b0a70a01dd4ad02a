import { cutAtStages } from '#domain/line/cut.ts'
import { sameValue } from '#domain/same-value.ts'
import type { LayoutBox, LayoutRoute, LayoutStage, LineLayout } from '#domain/line/layout/layout-model.ts'
import { unreadStages } from '#domain/line/parse.ts'
import { type Piece, rememberPiece } from '#domain/line/pieces.ts'
import type { World } from '#domain/line/world.ts'
import type { Finding } from '#domain/problem.ts'
import type { Analysis, AnalysisInput } from './analysis.ts'
import { createLineAnswerer, type LineAnswer, type LineQuestion } from './line-worker.ts'
import { mergeChange } from './list-changes.ts'

/** Whoever analyses lines, one question at a time. */
interface LinePort {
  readonly ask: (question: LineQuestion) => void
  /** `failed` hears that a question will have no answer. */
  readonly listen: (answered: (answer: LineAnswer) => void, failed: () => void) => void
}

/** The layout of a line. Entries that an edit left alone stay the same objects. */
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

/** Asks for an analysis. Only the newest question gets an answer; overtaken ones are dropped. */
export type AskLine = (input: AnalysisInput, hear: (analysed: Analysed) => void) => void

/** Sends the worker one question at a time, so that a burst of edits costs two analyses rather than one each. */
export function createLineClient(port: LinePort): AskLine {
  let counter = 0
  let world: World | undefined
  let asked: { readonly id: number; readonly text: string; readonly hear: (analysed: Analysed) => void } | undefined
  let sent = ''
  let next: (() => void) | undefined
  let isBusy = false
  let drawn: Drawing | undefined
  let findings: readonly Finding[] = []
  function answered({ id, pieces, drawing, findings: fresh = findings }: LineAnswer): void {
    isBusy = false
    if (pieces !== undefined) rememberPieces(sent, pieces)
    // Each answer is a difference to the one before, so even an overtaken one has to be merged.
    if (drawing !== undefined) drawn = merged(drawn, drawing)
    findings = fresh
    if (next !== undefined) next()
    else if (asked?.id === id) asked.hear({ findings, drawing: drawing === undefined ? undefined : drawn })
  }
  function failed(): void {
    isBusy = false
    // It may not have come to take the world.
    world = undefined
    next?.()
  }
  port.listen(answered, failed)
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
      port.ask({
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

/** Keeps the old object if the new one is equal. */
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

/** The page's worker, started with the first question. Without workers, the analysis runs right here. */
export function askLine(input: AnalysisInput, hear: (analysed: Analysed) => void): void {
  warm ??= createLineClient(createLineWorker().port)
  warm(input, hear)
}

/** A separate worker, for questions that must not overtake those about the open line. */
export function createLineWorker(): { readonly port: LinePort; readonly end: () => void } {
  if (typeof Worker === 'undefined') return { port: hereAndNow(), end: () => undefined }
  const worker = new Worker(new URL('./line-worker-main.ts', import.meta.url), { type: 'module', name: 'line' })
  return { port: inWorker(worker), end: () => worker.terminate() }
}

function inWorker(worker: Worker): LinePort {
  let last: LineQuestion | undefined
  let instead: LinePort | undefined
  return {
    ask(question) {
      last = question
      if (instead === undefined) worker.postMessage(question)
      else instead.ask(question)
    },
    listen(answered, failed) {
      worker.addEventListener('message', ({ data }: MessageEvent<LineAnswer>) => answered(data))
      worker.addEventListener('error', (event) => {
        // A bare event means that the script could not be loaded: the server is away, or has a newer version.
        if (event instanceof ErrorEvent) return failed()
        instead = hereAndNow()
        instead.listen(answered, failed)
        if (last !== undefined) instead.ask(last)
      })
    },
  }
}

function hereAndNow(): LinePort {
  const answer = createLineAnswerer()
  let tell: (answer: LineAnswer) => void = () => undefined
  return {
    ask: (question) => queueMicrotask(() => tell(answer(question))),
    listen(answered) {
      tell = answered
    },
  }
}
