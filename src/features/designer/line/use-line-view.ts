import { startTransition, useEffect, useMemo, useRef, useState } from 'react'
import { documentId } from '#domain/documents.ts'
import type { AssemblyLine } from '#domain/line/line.ts'
import { type ParsedLine, parseLine, unreadStages } from '#domain/line/parse.ts'
import type { World } from '#domain/line/world.ts'
import { draftedText, type EditorState } from '#client/change-set/editor.ts'
import { type Analysed, askLine, type Drawing } from './line-client.ts'
import { lineViewOf, type LineView, notRead } from './line-view.ts'

/** A line with its layout, as the board draws it. */
export interface DrawnLine {
  readonly view: LineView
  readonly drawing: Drawing
}

export interface LineViews {
  readonly view: LineView
  /** The newest line that has a layout. The board shows the two together, so that no card lacks its words. */
  readonly drawn: DrawnLine | undefined
  /** Whether the findings belong to the current text. */
  readonly isChecked: boolean
}

// As many stages can be parsed between two keystrokes. Longer texts are parsed by the worker first.
const readAtOnce = 60
const readAtStart = 8

/** The view of the editor's texts: the parsed line at once, findings and layout from the worker. */
export function useLineView(
  line: string,
  state: Pick<EditorState, 'history' | 'bases'>,
  world: World,
  folded: readonly string[],
  tidy: {
    /** A layout to look at instead of the draft's, before it is taken. */
    readonly preview: string | undefined
    /** Counts tidy-ups: between two of them, cards keep their places. */
    readonly count: number
  },
): LineViews {
  const textOf = (kind: 'line' | 'layout'): string | undefined => draftedText(state, documentId(kind, line))
  const text = textOf('line') ?? ''
  const layoutText = tidy.preview ?? textOf('layout')
  const arrangement = tidy.preview === undefined ? `${line} ${String(tidy.count)}` : undefined
  const [answer, setAnswer] = useState<
    Analysed & { readonly text: string; readonly world: World; readonly line: AssemblyLine | undefined }
  >()
  const lastGood = useRef<AssemblyLine>(undefined)
  const lastParsed = useRef<ParsedLine>(undefined)
  const isDrawn = useRef(false)
  const canRead = unreadStages(text) <= (answer === undefined ? readAtStart : readAtOnce) || answer?.text === text
  const parsed = useMemo(() => (canRead ? parseLine(text) : (lastParsed.current ?? notRead)), [canRead, text])
  useEffect(() => {
    let isCurrent = true
    askLine({ text, layoutText, world, folded, arrangement, isFirst: !isDrawn.current }, (analysed) => {
      if (!isCurrent) return
      const take = (): void =>
        setAnswer((before) => ({
          ...analysed,
          drawing: analysed.drawing ?? before?.drawing,
          text,
          world,
          line: analysed.drawing === undefined ? before?.line : parseLine(text).line,
        }))
      // The first drawing may have thousands of cards: as a transition, it leaves the page responsive.
      if (isDrawn.current) take()
      else startTransition(take)
      isDrawn.current ||= analysed.drawing !== undefined
    })
    return () => {
      isCurrent = false
    }
  }, [text, layoutText, world, folded, arrangement])
  // An empty line is not a mistake: the board invites to add a stage, and Publish says what is missing.
  const findings = useMemo(
    () => (answer?.findings ?? []).filter(({ code }) => code !== 'no-stages'),
    [answer?.findings],
  )
  const { stages, laneIds } = answer?.drawing ?? {}
  // Only rebuilt when stages or lanes change, so that moving a card leaves the view alone.
  const lanes = useMemo(
    () => (stages === undefined || laneIds === undefined ? undefined : { stages, laneIds }),
    [stages, laneIds],
  )
  const view = useMemo(
    () => lineViewOf(parsed, world, findings, lanes, lastGood.current),
    [parsed, world, findings, lanes],
  )
  useEffect(() => {
    lastParsed.current = parsed
    if (parsed.line !== undefined) lastGood.current = view.line
  }, [parsed, view.line])
  const drawn = useMemo((): DrawnLine | undefined => {
    if (answer?.drawing === undefined || answer.line === undefined) return undefined
    if (answer.text === text && answer.world === world) return { view, drawing: answer.drawing }
    const shown = parseLine(answer.text)
    return {
      view: lineViewOf(shown, answer.world, answer.findings, answer.drawing, answer.line),
      drawing: answer.drawing,
    }
  }, [answer, text, view, world])
  return { view, drawn, isChecked: answer?.text === text && answer.world === world }
}
