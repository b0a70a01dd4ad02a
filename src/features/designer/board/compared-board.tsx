import { useEffect, useMemo, useState } from 'react'
import { compareLines, type StageChange, type StageDifference } from '#domain/line/compare-lines.ts'
import { cutAtStages, joinCut } from '#domain/line/cut.ts'
import { parseLine } from '#domain/line/parse.ts'
import { Board } from '#ui/board/board.tsx'
import type { BoardPicture } from '#ui/board/board-model.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { useDesigner, useSelected, useView } from '../designer-context.tsx'
import { type AskLine, createLineClient, createLineWorker, type Drawing } from '../line/line-client.ts'
import { lineViewOf } from '../line/line-view.ts'
import { designerMessages } from '../messages.ts'
import { createPictures } from './picture.tsx'

const kinds = ['added', 'removed', 'changed', 'moved', 'renamed'] as const

/** Two versions of a line merged into one text, with the difference of each stage. */
export interface ComparedLines {
  readonly text: string
  readonly changes: ReadonlyMap<string, StageDifference>
}

/** The legend: how many stages were added, removed, changed and moved. */
export function ChangeMarks({ changes }: Pick<ComparedLines, 'changes'>) {
  const t = useMessages(designerMessages)
  const count = (kind: StageChange) => [...changes.values()].filter(({ change }) => change === kind).length
  if (changes.size === 0) return <span className="lw-muted">{t('noStageDiffers')}</span>
  return kinds.map((kind) =>
    count(kind) === 0 ? null : (
      <span key={kind} className="lw-change-mark" data-change={kind}>
        {t(kind)} {count(kind)}
      </span>
    ),
  )
}

/** Two versions of a line as one picture. Colour, outline and a word tell what happened to each stage. */
export function ComparedBoard({ compared }: { readonly compared: ComparedLines }) {
  const t = useMessages(designerMessages)
  const { select } = useDesigner()
  const view = useView()
  const { selected } = useSelected()
  const { world } = view
  const [ask, setAsk] = useState<AskLine>()
  const [drawing, setDrawing] = useState<Drawing>()
  useEffect(() => {
    const worker = createLineWorker()
    // Wrapped, since React would call a bare function as an updater.
    setAsk(() => createLineClient(worker.port))
    return worker.end
  }, [])
  useEffect(() => {
    if (ask === undefined) return
    ask({ text: compared.text, layoutText: undefined, world, folded: [], isFirst: true }, (analysed) =>
      setDrawing(analysed.drawing),
    )
  }, [ask, compared, world])
  const picture = useMemo((): BoardPicture | undefined => {
    if (drawing === undefined) return undefined
    const line = lineViewOf(parseLine(compared.text), world, [], drawing)
    const drawn = createPictures(t)({ view: line, drawing }, undefined)
    return {
      ...drawn,
      cards: drawn.cards.map((card) => {
        const { change, formerly } = compared.changes.get(card.id) ?? {}
        if (change === undefined) return card
        const words = [t(change), ...(formerly === undefined ? [] : [t('formerly', { name: formerly })])]
        const said = [card.sentence, ...words].join(t('between'))
        return { ...card, change, trailing: words.at(-1) ?? '', sentence: said }
      }),
    }
  }, [compared, drawing, t, world])
  const about = useMemo(() => new Set(compared.changes.keys()), [compared])
  return (
    <div className="lw-compared-board">
      {picture === undefined ? null : (
        <Board
          picture={picture}
          label={t('comparedBoard')}
          selected={selected}
          onSelect={select}
          about={about}
          trays
          minimap
        />
      )}
    </div>
  )
}

/** Puts the removed stages back into the later line. Undefined if either version cannot be read. */
export function comparedLines(before: string, after: string): ComparedLines | undefined {
  const [old, now] = [parseLine(before), parseLine(after)]
  const [oldCut, cut] = [cutAtStages(before), cutAtStages(after)]
  if (old.line === undefined || now.line === undefined || oldCut === undefined || cut === undefined) return undefined
  const changes = compareLines(old.line, now.line)
  const indent = ' '.repeat(cut.indent)
  const removed = old.line.spec.stages.flatMap((stage, at) => {
    const piece = oldCut.pieces[old.stageIndexes[at] ?? at]
    if (changes.get(stage.name)?.change !== 'removed' || piece === undefined) return []
    return [piece.replaceAll(new RegExp(`^ {${String(oldCut.indent)}}`, 'gm'), indent)]
  })
  const last = cut.pieces.at(-1) ?? ''
  const ended = last.endsWith('\n') ? cut.pieces : cut.pieces.with(-1, `${last}\n`)
  return { text: joinCut({ ...cut, pieces: [...ended, ...removed] }), changes }
}
