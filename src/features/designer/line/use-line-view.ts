import { startTransition, useEffect, useMemo, useRef, useState } from 'react'
import { documentId } from '#domain/documents.ts'
import type { AssemblyLine } from '#domain/line/line.ts'
import { type ParsedLine, parseLine, unreadStages } from '#domain/line/parse.ts'
import type { World } from '#domain/line/world.ts'
import { draftedText, type EditorState } from '#client/change-set/editor.ts'
import { type Analysed, askLine, type Drawing } from './line-client.ts'
import { lineViewOf, type LineView } from './line-view.ts'

/** A line with its drawing: what the board draws. */
export interface DrawnLine {
  readonly view: LineView
  readonly drawing: Drawing
}

export interface LineViews {
  readonly view: LineView
  /** The newest line that has a drawing: the board shows both together, so that a card never stands without its words. */
  readonly drawn: DrawnLine | undefined
  /** Whether what the view says about problems is about this very text. */
  readonly isChecked: boolean
}

// So many stages are read between two keys; a text with more of them is read by the worker first. What opens waits for its drawing anyway.
const readAtOnce = 60
const readAtStart = 8
// Nothing is wrong yet with a text that the worker still reads.
const notRead: ParsedLine = { ...parseLine(''), findings: [] }

/** The view of the editor's texts: the plain line at once, findings and layout from the worker a moment later. */
export function useLineView(
  line: string,
  state: Pick<EditorState, 'history' | 'bases'>,
  world: World,
  folded: readonly string[],
  tidy: {
    /** Another layout than the draft's, to look at before it is taken. */
    readonly preview: string | undefined
    /** How often the picture was tidied up; until the next time cards stay where they are. */
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
      // The first drawing of thousands of cards takes a while, and the page still answers; the next ones change little.
      if (isDrawn.current) take()
      else startTransition(take)
      isDrawn.current ||= analysed.drawing !== undefined
    })
    return () => {
      isCurrent = false
    }
  }, [text, layoutText, world, folded, arrangement])
  // Who begins a line has made no mistake: the empty board asks for the first stage, and Publish says what it waits for.
  const findings = useMemo(
    () => (answer?.findings ?? []).filter(({ code }) => code !== 'no-stages'),
    [answer?.findings],
  )
  const { stages, laneIds } = answer?.drawing ?? {}
  // A card that was moved in its lane leaves the view as it is.
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
