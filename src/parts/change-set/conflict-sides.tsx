import { useMemo, useState } from 'react'
import { baseOf, type Editor } from '#client/change-set/editor.ts'
import type { Conflict } from '#domain/documents.ts'
import { mergeLines, type Side, type Taken, takenFirst } from '#domain/line/merge-lines.ts'
import { mergeTexts } from '#domain/merge-texts.ts'
import { mergeValues } from '#domain/parameters/merge-values.ts'
import { ok, type Result } from '#domain/result.ts'
import { Button } from '#ui/button.tsx'
import { DiffView } from '#ui/diff/diff-view.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Segmented } from '#ui/fields/segmented.tsx'
import { useDocumentWords } from '../document-words.ts'
import { reviewMessages } from './review-messages.ts'
import './review.css'

export interface ConflictSidesProps {
  readonly editor: Editor
  readonly conflict: Conflict
  readonly onDone: () => void
}

/**
 * Resolves a conflict with what somebody else has published: a line stage by stage, values one by one, other documents
 * as a whole.
 */
export function ConflictSides({ editor, conflict, onDone }: ConflictSidesProps) {
  const t = useMessages(reviewMessages)
  const name = useDocumentWords()(conflict.id)
  const { id, current, mine = '' } = conflict
  const base = editor.store.getState().bases[id]?.text ?? ''
  const theirs = current?.text ?? ''
  const merge = useMemo(
    () => mergeOf({ id, base, theirs, mine }, (stage) => t('nameOf', { stage })),
    [id, base, theirs, mine, t],
  )
  const [choices, setChoices] = useState<Readonly<Record<string, Taken>>>({})
  function startFrom(text: Result<string>): void {
    if (text.ok) {
      editor.join(t('stepMerge'), id, text.value, baseOf(current))
      onDone()
    } else editor.apply(t('stepMerge'), () => text)
  }
  const person = current?.author.name ?? ''
  if (merge === undefined) {
    const joined = mergeTexts(base, theirs, mine)
    return (
      <section>
        <h3>{name}</h3>
        <DiffView
          label={name}
          before={theirs}
          after={mine}
          beforeTitle={current === undefined ? t('deletedMeanwhile') : t('theirs', { person })}
          afterTitle={t('mine')}
          sideBySide
        />
        <div className="lw-row lw-merge-decision">
          {current === undefined ? null : <Button onPress={() => startFrom(ok(theirs))}>{t('takeTheirs')}</Button>}
          <Button kind={joined === undefined ? 'primary' : 'plain'} onPress={() => startFrom(ok(mine))}>
            {t('keepMine')}
          </Button>
          {joined === undefined ? null : (
            <Button kind="primary" onPress={() => startFrom(ok(joined))}>
              {t('takeJoined')}
            </Button>
          )}
        </div>
      </section>
    )
  }
  const asked = merge.differences.filter((difference) => difference.changedBy === 'both').length
  return (
    <section>
      <h3>{name}</h3>
      <p>{t('conflictText', { person, count: merge.differences.length, both: asked })}</p>
      {merge.differences.map((difference) => (
        <DifferenceSides
          key={difference.id}
          difference={difference}
          person={person}
          taken={choices[difference.id] ?? takenFirst(difference)}
          onChoose={(taken) => setChoices((before) => ({ ...before, [difference.id]: taken }))}
        />
      ))}
      <div className="lw-row lw-merge-decision">
        <Button onPress={() => startFrom(ok(theirs))}>{t('takeTheirs')}</Button>
        <Button kind="primary" onPress={() => startFrom(merge.take(choices))}>
          {t('takeChosen')}
        </Button>
      </div>
    </section>
  )
}

/** One difference between the sides: a stage of a line, its name, or a value. */
interface Difference {
  readonly id: string
  /** Empty for the parts of a line outside its stages. */
  readonly title: string
  /** A value is shown on one line; texts are compared line by line. */
  readonly isValue: boolean
  readonly theirs: string | undefined
  readonly mine: string | undefined
  readonly joined?: string | undefined
  readonly changedBy: Side | 'both'
}

interface Merge {
  readonly differences: readonly Difference[]
  readonly take: (choices: Readonly<Record<string, Taken>>) => Result<string>
}

function mergeOf(
  { id, base, theirs, mine }: Readonly<Record<'id' | 'base' | 'theirs' | 'mine', string>>,
  nameTitle: (stage: string) => string,
): Merge | undefined {
  if (id.startsWith('line/')) {
    const merge = mergeLines(base, theirs, mine)
    return (
      merge && {
        differences: [
          ...merge.renames.map((one) => ({ ...one, title: nameTitle(one.base), isValue: true })),
          ...merge.differences.map((one) => ({ ...one, id: one.stage, title: one.stage, isValue: false })),
        ],
        take: (choices) => ok(merge.take(choices)),
      }
    )
  }
  const merge = id.startsWith('parameters/') ? mergeValues(base, theirs, mine) : undefined
  return (
    merge && {
      differences: merge.differences.map((one) => ({ ...one, title: one.name, isValue: true })),
      // A value is taken from either side, never merged.
      take: (choices) =>
        merge.take(
          Object.fromEntries(
            Object.entries(choices).flatMap(([one, taken]): [string, Side][] =>
              taken === 'joined' ? [] : [[one, taken]],
            ),
          ),
        ),
    }
  )
}

interface DifferenceProps {
  readonly difference: Difference
  readonly person: string
  readonly taken: Taken
  readonly onChoose: (taken: Taken) => void
}

function DifferenceSides({ difference, person, taken, onChoose }: DifferenceProps) {
  const t = useMessages(reviewMessages)
  const { theirs, mine, joined, changedBy, isValue } = difference
  const isJoined = taken === 'joined'
  const title = difference.title === '' ? t('aroundStages') : difference.title.replace(/^:(?:spec\.)?/, '')
  const who =
    changedBy === 'both' ? t('bothChanged') : changedBy === 'mine' ? t('iChanged') : t('theyChanged', { person })
  return (
    <section className="lw-difference" aria-label={title}>
      <header className="lw-row">
        <h4 className="lw-mono lw-grow">{title}</h4>
        <span className="lw-muted">{who}</span>
        <Segmented
          label={t('takeOf', { name: title })}
          selected={taken}
          onSelect={(id) => onChoose(id === 'theirs' || id === 'joined' ? id : 'mine')}
          choices={[
            { id: 'theirs', title: t('theirs', { person }) },
            { id: 'mine', title: t('mine') },
            ...(joined === undefined ? [] : [{ id: 'joined', title: t('joined') }]),
          ]}
        />
      </header>
      {isValue ? (
        <dl className="lw-merge-values">
          <dt>{t('theirs', { person })}</dt>
          <dd data-taken={taken === 'theirs' || undefined}>{theirs ?? t('none')}</dd>
          <dt>{t('mine')}</dt>
          <dd data-taken={taken === 'mine' || undefined}>{mine ?? t('none')}</dd>
        </dl>
      ) : (
        <DiffView
          label={title}
          before={theirs ?? ''}
          after={(isJoined ? joined : mine) ?? ''}
          beforeTitle={theirs === undefined ? t('notThere') : t('theirs', { person })}
          afterTitle={isJoined ? t('joinedTitle') : mine === undefined ? t('notThere') : t('mine')}
          sideBySide
        />
      )}
    </section>
  )
}
