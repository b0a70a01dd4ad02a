import { cutAtStages } from '#domain/line/cut.ts'
import type { LayoutBox, LayoutRoute, LayoutStage, LineLayout } from '#domain/line/layout/layout-model.ts'
import type { StandingLayout } from '#domain/line/layout/layout.ts'
import { knownPiece, type Piece } from '#domain/line/pieces.ts'
import type { World } from '#domain/line/world.ts'
import type { Finding } from '#domain/problem.ts'
import { type Analysis, type AnalysisInput, analyse, findingsOf } from './analysis.ts'
import { type ListChange, listChanges } from '../versions/list-changes.ts'

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
  /** Absent where they are those of the answer before. */
  readonly findings: readonly Finding[] | undefined
  readonly pieces: readonly Piece[] | undefined
  /** Absent while the text cannot be drawn. */
  readonly drawing:
    | (Omit<Analysis, 'findings' | 'stages' | 'standing'> &
        Pick<LineLayout, 'lanes' | 'gates' | 'terminals'> & {
          readonly stages: ListChange<LayoutStage>
          readonly cards: ListChange<LayoutBox>
          readonly routes: ListChange<LayoutRoute>
        })
    | undefined
}

/** Answers questions one after another, each against the answer before. */
export function createLineAnswerer(): (question: LineQuestion) => LineAnswer {
  let world: World | undefined
  const stages = listChanges<LayoutStage>((stage) => stage.name)
  const cards = listChanges<LayoutBox>((card) => card.id)
  const routes = listChanges<LayoutRoute>((route) => route.id)
  let told = ''
  /** What is not news is not sent: the page would mark every stage again. */
  function news(findings: readonly Finding[]): readonly Finding[] | undefined {
    const text = JSON.stringify(findings)
    if (text === told) return undefined
    told = text
    return findings
  }
  let stood: { readonly arrangement: string; readonly standing: StandingLayout } | undefined
  return ({ id, world: newWorld, wantsPieces, ...input }) => {
    world = newWorld ?? world
    if (world === undefined) throw new Error('A line is checked against a world')
    const arrangement = arrangementOf(input)
    const before = arrangement === stood?.arrangement ? stood?.standing : undefined
    const analysis = analyse({ ...input, world }, before)
    const pieces = wantsPieces ? piecesOf(input.text) : undefined
    if (analysis === undefined) return { id, findings: news(findingsOf(input.text, world)), pieces, drawing: undefined }
    const { findings, standing, stages: all, ...rest } = analysis
    const { lanes, gates, terminals } = standing.layout
    if (arrangement !== undefined) stood = { arrangement, standing }
    return {
      id,
      findings: news(findings),
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

/** Cards that are folded to one, or drawn at another width, are another picture. */
function arrangementOf({ arrangement, folded }: Omit<AnalysisInput, 'world'>): string | undefined {
  return arrangement === undefined ? undefined : JSON.stringify([arrangement, folded])
}

function piecesOf(text: string): readonly Piece[] {
  return (cutAtStages(text)?.pieces ?? []).map((piece) => knownPiece(piece) ?? { isClean: false })
}
