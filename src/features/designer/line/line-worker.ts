import { cutAtStages } from '#domain/line/cut.ts'
import type { LayoutBox, LayoutRoute, LayoutStage, LineLayout } from '#domain/line/layout/layout-model.ts'
import type { StandingLayout } from '#domain/line/layout/layout.ts'
import { knownPiece, type Piece } from '#domain/line/pieces.ts'
import type { World } from '#domain/line/world.ts'
import type { Finding } from '#domain/problem.ts'
import { type Analysis, type AnalysisInput, analyse, findingsOf } from './analysis.ts'
import { type ListChange, listChanges } from './list-changes.ts'

/** A question from the page. The world is only sent when it has changed. */
export interface LineQuestion extends Omit<AnalysisInput, 'world'> {
  readonly id: number
  readonly world?: World
  /** The page has not parsed these stages itself and wants the result. */
  readonly wantsPieces: boolean
}

/** The difference to the answer before: an edit changes few of thousands of cards and links. */
export interface LineAnswer {
  readonly id: number
  /** Undefined if unchanged. */
  readonly findings: readonly Finding[] | undefined
  readonly pieces: readonly Piece[] | undefined
  /** Undefined while the text cannot be drawn. */
  readonly drawing:
    | (Omit<Analysis, 'findings' | 'stages' | 'standing'> &
        Pick<LineLayout, 'lanes' | 'gates' | 'terminals'> & {
          readonly stages: ListChange<LayoutStage>
          readonly cards: ListChange<LayoutBox>
          readonly routes: ListChange<LayoutRoute>
        })
    | undefined
}

/** Answers questions one after another, each as a difference to the last answer. */
export function createLineAnswerer(): (question: LineQuestion) => LineAnswer {
  let world: World | undefined
  const stages = listChanges<LayoutStage>((stage) => stage.name)
  const cards = listChanges<LayoutBox>((card) => card.id)
  const routes = listChanges<LayoutRoute>((route) => route.id)
  let lastSent = ''
  /** The findings if they have changed: unchanged ones would make the page mark every stage again. */
  function ifChanged(findings: readonly Finding[]): readonly Finding[] | undefined {
    const text = JSON.stringify(findings)
    if (text === lastSent) return undefined
    lastSent = text
    return findings
  }
  let kept: { readonly arrangement: string; readonly standing: StandingLayout } | undefined
  return ({ id, world: newWorld, wantsPieces, ...input }) => {
    world = newWorld ?? world
    if (world === undefined) throw new Error('A line is checked against a world')
    const arrangement = arrangementOf(input)
    const before = arrangement === kept?.arrangement ? kept?.standing : undefined
    const analysis = analyse({ ...input, world }, before)
    const pieces = wantsPieces ? piecesOf(input.text) : undefined
    if (analysis === undefined)
      return { id, findings: ifChanged(findingsOf(input.text, world)), pieces, drawing: undefined }
    const { findings, standing, stages: all, ...rest } = analysis
    const { lanes, gates, terminals } = standing.layout
    if (arrangement !== undefined) kept = { arrangement, standing }
    return {
      id,
      findings: ifChanged(findings),
      pieces,
      drawing: {
        ...rest,
        lanes,
        gates,
        terminals,
        stages: stages(all),
        cards: cards(standing.layout.cards),
        routes: routes(standing.layout.routes),
      },
    }
  }
}

/** Folding, or another card width, starts a new arrangement. */
function arrangementOf({ arrangement, folded }: Omit<AnalysisInput, 'world'>): string | undefined {
  return arrangement === undefined ? undefined : JSON.stringify([arrangement, folded])
}

function piecesOf(text: string): readonly Piece[] {
  return (cutAtStages(text)?.pieces ?? []).map((piece) => knownPiece(piece) ?? { isClean: false })
}
