import { cutAtStages } from '#domain/line/cut.ts'
import { knownPiece, type Piece } from '#domain/line/pieces.ts'
import type { World } from '#domain/line/world.ts'
import type { Finding } from '#domain/problem.ts'
import { type Analysis, type AnalysisInput, analyse, findingsOf } from './analysis.ts'
import { type ListChange, listChanges } from './list-changes.ts'

/** What the page asks. The world comes along only when it is another than at the last question. */
export interface LineQuestion extends Omit<AnalysisInput, 'world'> {
  readonly id: number
  readonly world?: World
  /** The page has not read these stages itself and wants them. */
  readonly wantsPieces: boolean
}

/** An answer says what is different from the answer before: of thousands of cards and links an edit changes few. */
export interface LineAnswer {
  readonly id: number
  readonly findings: readonly Finding[]
  readonly pieces: readonly Piece[] | undefined
  /** Absent while the text cannot be drawn. */
  readonly drawing:
    | (Omit<Analysis, 'findings' | 'stages' | 'layout'> &
        Pick<Analysis['layout'], 'lanes' | 'gates' | 'terminals'> & {
          readonly stages: ListChange<Analysis['stages'][number]>
          readonly cards: ListChange<Analysis['layout']['cards'][number]>
          readonly routes: ListChange<Analysis['layout']['routes'][number]>
        })
    | undefined
}

/** Answers questions one after another, each against the answer before. */
export function createLineAnswerer(): (question: LineQuestion) => LineAnswer {
  let world: World | undefined
  const stages = listChanges<Analysis['stages'][number]>((stage) => stage.name)
  const cards = listChanges<Analysis['layout']['cards'][number]>((card) => card.id)
  const routes = listChanges<Analysis['layout']['routes'][number]>((route) => route.id)
  return ({ id, world: newWorld, wantsPieces, ...input }) => {
    world = newWorld ?? world
    if (world === undefined) throw new Error('A line is checked against a world')
    const analysis = analyse({ ...input, world })
    const pieces = wantsPieces ? piecesOf(input.text) : undefined
    if (analysis === undefined) return { id, findings: findingsOf(input.text, world), pieces, drawing: undefined }
    const { findings, layout, stages: all, ...rest } = analysis
    const { lanes, gates, terminals } = layout
    return {
      id,
      findings,
      pieces,
      drawing: {
        ...rest,
        lanes,
        gates,
        terminals,
        stages: stages(all),
        cards: cards(layout.cards),
        routes: routes(layout.routes),
      },
    }
  }
}

function piecesOf(text: string): readonly Piece[] {
  return (cutAtStages(text)?.pieces ?? []).map((piece) => knownPiece(piece) ?? { isClean: false })
}
