import type { GateView } from '#contract/gate-evidence.ts'
import { answersGiven, answerTo, faultOf } from '#domain/gates/answers.ts'
import type { GateField } from '#domain/line/gate.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Select } from '#ui/fields/select.tsx'
import { Checkbox } from '#ui/fields/switch.tsx'
import { TextField } from '#ui/fields/text-field.tsx'
import { gateMessages } from './messages.ts'

export type Answers = Readonly<Record<string, string>>

interface GateQuestionsProps {
  readonly view: GateView
  readonly answers: Answers
  readonly onChange: (answers: Answers) => void
  /** Whether missing answers are marked yet. */
  readonly isChecked: boolean
}

/** The form of a gate. A second approver sees the answers of the first and approves them too. */
export function GateQuestions({ view, answers, onChange, isChecked }: GateQuestionsProps) {
  const t = useMessages(gateMessages)
  const fields = view.definition.form ?? []
  const answered = answersGiven(view.gate)
  const faultText = (field: GateField, answers: Answers): string | undefined => {
    const fault = faultOf(field, answerTo(field, answers[field.name]))
    if (fault === undefined) return undefined
    return t(fault === 'missing' ? 'answerMissing' : fault === 'no-number' ? 'answerNoNumber' : 'answerWrong')
  }
  if (fields.length === 0) return null
  if (answered !== undefined) {
    return (
      <>
        <GivenAnswers view={view} />
        <p className="lw-muted">{t('answeredBy')}</p>
      </>
    )
  }
  return (
    <fieldset className="lw-gate-questions">
      <legend>{t('questions')}</legend>
      {fields.map((field) => (
        <Question
          key={field.name}
          field={field}
          value={answers[field.name] ?? ''}
          error={isChecked ? faultText(field, answers) : undefined}
          onChange={(value) => onChange({ ...answers, [field.name]: value })}
        />
      ))}
    </fieldset>
  )
}

/** The answers on record. They stay after the gate has closed, as part of the decision. */
export function GivenAnswers({ view }: { readonly view: GateView }) {
  const t = useMessages(gateMessages)
  const fields = view.definition.form ?? []
  const answered = answersGiven(view.gate)
  if (fields.length === 0 || answered === undefined) return null
  return (
    <dl className="lw-gate-answers" aria-label={t('questions')}>
      {fields.map((field) => (
        <div key={field.name}>
          <dt>{field.title ?? field.name}</dt>
          <dd>
            {answered[field.name] === undefined ? (
              <span className="lw-muted">{t('notAnswered')}</span>
            ) : (
              answerText(field, answered[field.name] ?? '', t('yes'), t('no'))
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** The form's initial answers. */
export function firstAnswers(view: GateView): Answers {
  return Object.fromEntries((view.definition.form ?? []).map((field) => [field.name, answerTo(field, undefined)]))
}

/** Whether an answer is missing or invalid. */
export function lacksAnswers(view: GateView, answers: Answers): boolean {
  if (answersGiven(view.gate) !== undefined) return false
  return (view.definition.form ?? []).some(
    (field) => faultOf(field, answerTo(field, answers[field.name])) !== undefined,
  )
}

function answerText(field: GateField, value: string, yes: string, no: string): string {
  return field.type === 'boolean' ? (value === 'true' ? yes : no) : value
}

interface QuestionProps {
  readonly field: GateField
  readonly value: string
  readonly error: string | undefined
  readonly onChange: (value: string) => void
}

function Question({ field, value, error, onChange }: QuestionProps) {
  const label = field.title ?? field.name
  if (field.type === 'boolean') {
    return (
      <Checkbox isSelected={value === 'true'} onChange={(isOn) => onChange(String(isOn))}>
        {label}
      </Checkbox>
    )
  }
  if (field.type === 'choice') {
    return (
      <Select
        label={label}
        isRequired={field.required}
        error={error}
        choices={(field.options ?? []).map((option) => ({ id: option, title: option }))}
        value={value === '' ? undefined : value}
        onChange={onChange}
      />
    )
  }
  return <TextField label={label} isRequired={field.required} error={error} value={value} onChange={onChange} />
}
