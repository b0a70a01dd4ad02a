import { useMemo, useState } from 'react'
import { baseOf, type Editor } from '#client/change-set/editor.ts'
import type { Conflict } from '#domain/documents.ts'
import { type LineDifference, mergeLines, type Side } from '#domain/line/merge-lines.ts'
import { ok } from '#domain/result.ts'
import { Button } from '#ui/button.tsx'
import { DiffView } from '#ui/diff-view.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Segmented } from '#ui/segmented.tsx'
import { reviewMessages } from './review-messages.ts'
import './review.css'

export interface ConflictSidesProps {
  readonly editor: Editor
  readonly conflict: Conflict
  readonly onDone: () => void
}

/** A document that somebody else published meanwhile: a line stage by stage, anything else as a whole. */
export function ConflictSides({ editor, conflict, onDone }: ConflictSidesProps) {
  const t = useMessages(reviewMessages)
  const { id, current, mine = '' } = conflict
  const base = editor.store.getState().bases[id]?.text ?? ''
  const theirs = current?.text ?? ''
  const merge = useMemo(
    () => (id.startsWith('line/') ? mergeLines(base, theirs, mine) : undefined),
    [id, base, theirs, mine],
  )
  const [choices, setChoices] = useState<Readonly<Record<string, Side>>>({})
  function startFrom(text: string): void {
    editor.setBase(id, baseOf(current))
    editor.apply(t('stepMerge'), (texts) => ok({ ...texts, [id]: text }))
    onDone()
  }
  const person = current?.author.name ?? ''
  if (merge === undefined) {
    return (
      <section className="lw-conflict">
        <h3 className="lw-mono">{id}</h3>
        <DiffView
          label={id}
          before={theirs}
          after={mine}
          beforeTitle={t('theirs', { person })}
          afterTitle={t('mine')}
          sideBySide
        />
        <div className="lw-row">
          <Button onPress={() => startFrom(theirs)}>{t('takeTheirs')}</Button>
          <Button kind="primary" onPress={() => startFrom(mine)}>
            {t('keepMine')}
          </Button>
        </div>
      </section>
    )
  }
  const asked = merge.differences.filter((difference) => difference.changedBy === 'both').length
  return (
    <section className="lw-conflict">
      <h3 className="lw-mono">{id}</h3>
      <p>{t('conflictText', { person, count: merge.differences.length, both: asked })}</p>
      {merge.differences.map((difference) => (
        <Difference
          key={difference.stage}
          difference={difference}
          person={person}
          side={choices[difference.stage] ?? (difference.changedBy === 'theirs' ? 'theirs' : 'mine')}
          onChoose={(side) => setChoices((before) => ({ ...before, [difference.stage]: side }))}
        />
      ))}
      <div className="lw-row">
        <Button onPress={() => startFrom(theirs)}>{t('takeTheirs')}</Button>
        <Button kind="primary" onPress={() => startFrom(merge.take(choices))}>
          {t('takeChosen')}
        </Button>
      </div>
    </section>
  )
}

interface DifferenceProps {
  readonly difference: LineDifference
  readonly person: string
  readonly side: Side
  readonly onChoose: (side: Side) => void
}

function Difference({ difference, person, side, onChoose }: DifferenceProps) {
  const t = useMessages(reviewMessages)
  const { stage, theirs, mine, changedBy } = difference
  const title = stage === '' ? t('aroundStages') : stage
  const who =
    changedBy === 'both' ? t('bothChanged') : changedBy === 'mine' ? t('iChanged') : t('theyChanged', { person })
  return (
    <section className="lw-difference" aria-label={title}>
      <header className="lw-row">
        <h4 className="lw-mono lw-grow">{title}</h4>
        <span className="lw-muted">{who}</span>
        <Segmented
          label={t('takeOf', { stage: title })}
          selected={side}
          onSelect={(id) => onChoose(id === 'theirs' ? 'theirs' : 'mine')}
          choices={[
            { id: 'theirs', title: t('theirs', { person }) },
            { id: 'mine', title: t('mine') },
          ]}
        />
      </header>
      <DiffView
        label={title}
        before={theirs ?? ''}
        after={mine ?? ''}
        beforeTitle={theirs === undefined ? t('notThere') : t('theirs', { person })}
        afterTitle={mine === undefined ? t('notThere') : t('mine')}
        sideBySide
      />
    </section>
  )
}
