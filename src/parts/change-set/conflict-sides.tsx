import { useMemo, useState } from 'react'
import { baseOf, type Editor } from '#client/change-set/editor.ts'
import type { Conflict } from '#domain/documents.ts'
import { mergeLines, type Side } from '#domain/line/merge-lines.ts'
import { mergeValues } from '#domain/parameters/merge-values.ts'
import { ok, type Result } from '#domain/result.ts'
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

/** A document that somebody else published meanwhile: a line stage by stage, values one by one, anything else as a whole. */
export function ConflictSides({ editor, conflict, onDone }: ConflictSidesProps) {
  const t = useMessages(reviewMessages)
  const { id, current, mine = '' } = conflict
  const base = editor.store.getState().bases[id]?.text ?? ''
  const theirs = current?.text ?? ''
  const merge = useMemo(() => mergeOf(id, base, theirs, mine), [id, base, theirs, mine])
  const [choices, setChoices] = useState<Readonly<Record<string, Side>>>({})
  function startFrom(text: Result<string>): void {
    const isApplied = editor.apply(t('stepMerge'), (texts) => (text.ok ? ok({ ...texts, [id]: text.value }) : text))
    if (!isApplied) return
    editor.setBase(id, baseOf(current))
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
          <Button onPress={() => startFrom(ok(theirs))}>{t('takeTheirs')}</Button>
          <Button kind="primary" onPress={() => startFrom(ok(mine))}>
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
        <DifferenceSides
          key={difference.id}
          difference={difference}
          person={person}
          side={choices[difference.id] ?? (difference.changedBy === 'theirs' ? 'theirs' : 'mine')}
          onChoose={(side) => setChoices((before) => ({ ...before, [difference.id]: side }))}
        />
      ))}
      <div className="lw-row">
        <Button onPress={() => startFrom(ok(theirs))}>{t('takeTheirs')}</Button>
        <Button kind="primary" onPress={() => startFrom(merge.take(choices))}>
          {t('takeChosen')}
        </Button>
      </div>
    </section>
  )
}

/** One thing that differs: a stage of a line, or a value. */
interface Difference {
  readonly id: string
  /** Empty for what stands around the stages of a line. */
  readonly title: string
  /** Values stand in one line each; texts are compared line by line. */
  readonly isValue: boolean
  readonly theirs: string | undefined
  readonly mine: string | undefined
  readonly changedBy: Side | 'both'
}

interface Merge {
  readonly differences: readonly Difference[]
  readonly take: (choices: Readonly<Record<string, Side>>) => Result<string>
}

function mergeOf(id: string, base: string, theirs: string, mine: string): Merge | undefined {
  if (id.startsWith('line/')) {
    const merge = mergeLines(base, theirs, mine)
    return (
      merge && {
        differences: merge.differences.map((one) => ({ ...one, id: one.stage, title: one.stage, isValue: false })),
        take: (choices) => ok(merge.take(choices)),
      }
    )
  }
  const merge = id.startsWith('parameters/') ? mergeValues(base, theirs, mine) : undefined
  return (
    merge && {
      differences: merge.differences.map((one) => ({ ...one, title: one.name, isValue: true })),
      take: merge.take,
    }
  )
}

interface DifferenceProps {
  readonly difference: Difference
  readonly person: string
  readonly side: Side
  readonly onChoose: (side: Side) => void
}

function DifferenceSides({ difference, person, side, onChoose }: DifferenceProps) {
  const t = useMessages(reviewMessages)
  const { theirs, mine, changedBy, isValue } = difference
  const title = difference.title === '' ? t('aroundStages') : difference.title
  const who =
    changedBy === 'both' ? t('bothChanged') : changedBy === 'mine' ? t('iChanged') : t('theyChanged', { person })
  return (
    <section className="lw-difference" aria-label={title}>
      <header className="lw-row">
        <h4 className="lw-mono lw-grow">{title}</h4>
        <span className="lw-muted">{who}</span>
        <Segmented
          label={t('takeOf', { name: title })}
          selected={side}
          onSelect={(id) => onChoose(id === 'theirs' ? 'theirs' : 'mine')}
          choices={[
            { id: 'theirs', title: t('theirs', { person }) },
            { id: 'mine', title: t('mine') },
          ]}
        />
      </header>
      {isValue ? (
        <dl className="lw-conflict-values">
          <dt>{t('theirs', { person })}</dt>
          <dd data-taken={side === 'theirs' || undefined}>{theirs ?? t('none')}</dd>
          <dt>{t('mine')}</dt>
          <dd data-taken={side === 'mine' || undefined}>{mine ?? t('none')}</dd>
        </dl>
      ) : (
        <DiffView
          label={title}
          before={theirs ?? ''}
          after={mine ?? ''}
          beforeTitle={theirs === undefined ? t('notThere') : t('theirs', { person })}
          afterTitle={mine === undefined ? t('notThere') : t('mine')}
          sideBySide
        />
      )}
    </section>
  )
}
