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

/** Two versions of a line as one picture: what was added, removed, changed or moved, by colour, shape of the outline and word. */
export function ComparedBoard({ before, after }: { readonly before: string; readonly after: string }) {
  const t = useMessages(designerMessages)
  const { select } = useDesigner()
  const view = useView()
  const { selected } = useSelected()
  const { world } = view
  const [ask, setAsk] = useState<AskLine>()
  const [drawing, setDrawing] = useState<Drawing>()
  const both = useMemo(() => withRemoved(before, after), [before, after])
  useEffect(() => {
    const worker = createLineWorker()
    // A function in a state is an updater.
    setAsk(() => createLineClient(worker.port))
    return worker.end
  }, [])
  useEffect(() => {
    if (ask === undefined || both === undefined) return
    ask({ text: both.text, layoutText: undefined, world, cardWidth: 168, folded: [] }, (analysed) =>
      setDrawing(analysed.drawing),
    )
  }, [ask, both, world])
  const picture = useMemo((): BoardPicture | undefined => {
    if (drawing === undefined || both === undefined) return undefined
    const compared = lineViewOf(parseLine(both.text), world, [], drawing)
    const drawn = createPictures(t)({ view: compared, drawing }, undefined)
    return {
      ...drawn,
      cards: drawn.cards.map((card) => {
        const { change, formerly } = both.changes.get(card.id) ?? {}
        if (change === undefined) return card
        const words = [t(change), ...(formerly === undefined ? [] : [t('formerly', { name: formerly })])]
        const said = [card.sentence, ...words].join(t('between'))
        return { ...card, change, trailing: words.at(-1) ?? '', sentence: said }
      }),
    }
  }, [both, drawing, t, world])
  if (both === undefined) return <p className="lw-muted lw-pad">{t('onlyAsText')}</p>
  const count = (kind: StageChange) => [...both.changes.values()].filter(({ change }) => change === kind).length
  return (
    <div className="lw-compared-board">
      <p className="lw-row lw-pad">
        {kinds.map((kind) => (
          <span key={kind} className="lw-change-mark" data-change={kind}>
            {t(kind)} {count(kind)}
          </span>
        ))}
      </p>
      {picture === undefined ? null : (
        <div className="lw-compared-picture">
          <Board picture={picture} label={t('comparedBoard')} selected={selected} onSelect={select} minimap />
        </div>
      )}
    </div>
  )
}

/** The later line with what was removed from the earlier one still in it. */
function withRemoved(
  before: string,
  after: string,
): { readonly text: string; readonly changes: ReadonlyMap<string, StageDifference> } | undefined {
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
