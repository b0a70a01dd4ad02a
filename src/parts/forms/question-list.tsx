import { ArrowDown, ArrowUp, ChevronRight, Plus } from 'lucide-react'
import { useRef, useState } from 'react'
import { z } from 'zod'
import { freeName } from '#domain/free-name.ts'
import { deriveId } from '#domain/ids.ts'
import type { GateField } from '#domain/line/gate.ts'
import { Button, IconButton } from '#ui/button.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { TextField } from '#ui/fields/text-field.tsx'
import { useTyped } from '../use-typed.ts'
import { type QuestionEdits, QuestionFields } from './question-fields.tsx'
import { questionMessages } from './question-messages.ts'
import './asked.css'

interface QuestionListProps {
  readonly questions: readonly GateField[]
  /** Storage key for unfinished typing, as for `useTyped`. */
  readonly keptAs: string
  /** The expression by which stages read an answer; undefined if they cannot. */
  readonly expressionOf?: ((name: string) => string) | undefined
  /** Undefined for readers. */
  readonly edits: QuestionEdits | undefined
}

/** The questions that a gate asks its approvers, to add, edit, reorder and remove. */
export function QuestionList({ questions, keptAs, expressionOf, edits }: QuestionListProps) {
  const t = useMessages(questionMessages)
  const list = useRef<HTMLUListElement>(null)
  // By index rather than name, so that renaming a question does not close it.
  const [open, setOpen] = useState<number>()

  function move(index: number, by: -1 | 1): void {
    if (edits?.move(questions[index]?.name ?? '', by) !== true) return
    if (open === index) setOpen(index + by)
    else if (open === index + by) setOpen(index)
    // The focus stays with the moved question, on its other button if it has reached an end.
    requestAnimationFrame(() => {
      const buttons = list.current?.children[index + by]?.querySelectorAll<HTMLButtonElement>('[data-move] button')
      const [up, down] = buttons ?? []
      const wanted = by < 0 ? [up, down] : [down, up]
      wanted.find((button) => button?.disabled === false)?.focus()
    })
  }
  if (questions.length === 0 && edits === undefined) return null
  return (
    <div className="lw-questions" role="group" aria-label={t('questions')}>
      <h3 className="lw-label">{t('questions')}</h3>
      {questions.length === 0 ? (
        <p className="lw-muted">{t(expressionOf === undefined ? 'questionsText' : 'questionsForStages')}</p>
      ) : null}
      <ul ref={list}>
        {questions.map((question, index) => (
          <li key={index}>
            <details
              className="lw-asked"
              open={open === index}
              onToggle={(event) => {
                const isOpen = event.currentTarget.open
                setOpen((before) => (isOpen ? index : before === index ? undefined : before))
              }}
            >
              <summary>
                <ChevronRight size={16} aria-hidden />
                <span className="lw-ellipsis" title={question.title ?? question.name}>
                  {question.title ?? question.name}
                </span>
                <span className="lw-muted">{t(`type-${question.type}`)}</span>
              </summary>
              <QuestionFields
                key={question.name}
                question={question}
                keptAs={`${keptAs} ${question.name}`}
                others={questions.toSpliced(index, 1)}
                expressionOf={expressionOf}
                edits={edits}
                onRemoved={() => {
                  setOpen(undefined)
                  list.current?.parentElement?.querySelector<HTMLInputElement>('[data-new] input')?.focus()
                }}
              />
            </details>
            {edits !== undefined && questions.length > 1 ? (
              <span className="lw-question-moves" data-move>
                <IconButton
                  label={t('moveUp', { name: question.name })}
                  isDisabled={index === 0}
                  onPress={() => move(index, -1)}
                >
                  <ArrowUp size={14} aria-hidden />
                </IconButton>
                <IconButton
                  label={t('moveDown', { name: question.name })}
                  isDisabled={index === questions.length - 1}
                  onPress={() => move(index, 1)}
                >
                  <ArrowDown size={14} aria-hidden />
                </IconButton>
              </span>
            ) : null}
          </li>
        ))}
      </ul>
      {edits === undefined ? null : (
        <NewQuestion questions={questions} keptAs={keptAs} edits={edits} onAdded={setOpen} />
      )}
    </div>
  )
}

interface NewQuestionProps extends Pick<QuestionListProps, 'questions' | 'keptAs'> {
  readonly edits: QuestionEdits
  readonly onAdded: (index: number) => void
}

/** Only the question is typed; the name by which stages read its answer is derived from it, or numbered. */
function NewQuestion({ questions, keptAs, edits, onAdded }: NewQuestionProps) {
  const t = useMessages(questionMessages)
  const [title, setTitle] = useTyped(`${keptAs} new`, z.string(), '')
  const isEmpty = title.trim() === ''
  return (
    <form
      className="lw-asked-new"
      data-new
      onSubmit={(event) => {
        event.preventDefault()
        if (isEmpty) return
        const name = nameOf(title, new Set(questions.map((question) => question.name)))
        if (!edits.add({ name, title: title.trim() })) return
        setTitle('')
        onAdded(questions.length)
      }}
    >
      <TextField label={t('newQuestion')} placeholder={t('newQuestionHint')} value={title} onChange={setTitle} />
      <Button type="submit" icon={<Plus size={14} aria-hidden />} isDisabled={isEmpty}>
        {t('addQuestion')}
      </Button>
    </form>
  )
}

/** The first words of a question as a name, such as `which-ticket`. */
function nameOf(title: string, taken: ReadonlySet<string>): string {
  const words = deriveId(title)?.split('-').slice(0, 3).join('-')
  const wanted = words !== undefined && /^[a-z]/.test(words) ? words : 'answer'
  return freeName(wanted, taken)
}
