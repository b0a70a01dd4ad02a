import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { answerExpression } from '#domain/line/expressions.ts'
import { removeQuestion, renameQuestion, setQuestionField } from '#domain/line/edit/question-edits.ts'
import { type Gate, type GateField, gateFieldSchema } from '#domain/line/gate.ts'
import { faultOf } from '#domain/gates/answers.ts'
import { normalise } from '#domain/ids.ts'
import { Button } from '#ui/button.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Select } from '#ui/select.tsx'
import { Switch } from '#ui/switch.tsx'
import { TextField } from '#ui/text-field.tsx'
import { useDesigner } from '../designer-context.tsx'
import { gateQuestionsMessages } from './gate-questions-messages.ts'

interface QuestionProps {
  readonly gate: Gate
  readonly question: GateField
}

type SetField = (field: Exclude<keyof GateField, 'name'>, value: Parameters<typeof setQuestionField>[4]) => void

/** All that a question says of itself. */
export function QuestionFields({ gate, question, onRemoved }: QuestionProps & { readonly onRemoved: () => void }) {
  const t = useMessages(gateQuestionsMessages)
  const { editable, editLine } = useDesigner()
  const words = { name: question.name, gate: gate.name }
  const set: SetField = (field, value) =>
    void editLine(
      t('stepChange', words),
      (text) => setQuestionField(text, gate.name, question.name, field, value),
      `question ${gate.name} ${question.name} ${field}`,
    )
  return (
    <div className="lw-line-input-fields">
      <TextField
        label={t('title')}
        value={question.title ?? ''}
        isDisabled={!editable}
        onChange={(title) => set('title', title === '' ? undefined : title)}
      />
      <QuestionName gate={gate} question={question} />
      <Select
        label={t('type')}
        value={question.type}
        isDisabled={!editable}
        choices={gateFieldSchema.shape.type.unwrap().options.map((type) => ({ id: type, title: t(`type-${type}`) }))}
        onChange={(type) => set('type', type === 'text' ? undefined : type)}
      />
      {question.type === 'choice' ? <Options question={question} set={set} /> : null}
      <Default question={question} set={set} />
      {question.type === 'boolean' ? null : (
        <Switch
          isSelected={question.required}
          isDisabled={!editable}
          onChange={(isRequired) => set('required', isRequired ? undefined : false)}
        >
          {t('required')}
        </Switch>
      )}
      {editable ? (
        <div>
          <Button
            kind="danger"
            icon={<Trash2 size={16} aria-hidden />}
            onPress={() => {
              if (editLine(t('stepRemove', words), (text) => removeQuestion(text, gate.name, question.name)))
                onRemoved()
            }}
          >
            {t('remove', { name: question.name })}
          </Button>
        </div>
      ) : null}
    </div>
  )
}

/** The name counts when the field is left: every letter of it would rename what reads the answer. */
function QuestionName({ gate, question }: QuestionProps) {
  const t = useMessages(gateQuestionsMessages)
  const { editable, editLine } = useDesigner()
  const [name, setName] = useState(question.name)
  const to = normalise(name)
  const isTaken = to !== question.name && gate.form?.some((other) => other.name === to) === true
  const problem = !gateFieldSchema.shape.name.safeParse(to).success
    ? t('nameForm')
    : isTaken
      ? t('nameTaken')
      : undefined
  return (
    <TextField
      label={t('name')}
      help={t('nameHelp', { expression: answerExpression(gate.name, question.name) })}
      mono
      value={name}
      isDisabled={!editable}
      error={problem}
      onChange={setName}
      onBlur={() => {
        if (problem !== undefined || to === question.name) return
        editLine(t('stepRename', { from: question.name, to }), (text) =>
          renameQuestion(text, gate.name, question.name, to),
        )
      }}
    />
  )
}

interface FieldProps {
  readonly question: GateField
  readonly set: SetField
}

/** Options as lines of one text; they are split when the field is left, so that a line can be begun. */
function Options({ question, set }: FieldProps) {
  const t = useMessages(gateQuestionsMessages)
  const { editable } = useDesigner()
  const [typed, setTyped] = useState<string>()
  const { options = [] } = question
  return (
    <TextField
      label={t('options')}
      help={t('optionsHelp')}
      rows={3}
      value={typed ?? options.join('\n')}
      isDisabled={!editable}
      onChange={setTyped}
      onBlur={() => {
        setTyped(undefined)
        const wanted = typed
          ?.split('\n')
          .map((option) => option.trim())
          .filter((option, index, all) => option !== '' && all.indexOf(option) === index)
        if (wanted !== undefined && wanted.join('\n') !== options.join('\n')) set('options', wanted)
      }}
    />
  )
}

/** What stands in the answer at first, written as the answer is. */
function Default({ question, set }: FieldProps) {
  const t = useMessages(gateQuestionsMessages)
  const { editable } = useDesigner()
  const value = question.default ?? ''
  const choices =
    question.type === 'boolean'
      ? [
          { id: 'true', title: t('yes') },
          { id: 'false', title: t('no') },
        ]
      : question.type === 'choice'
        ? (question.options ?? []).map((option) => ({ id: option, title: option }))
        : undefined
  if (choices !== undefined)
    return (
      <Select
        label={t('default')}
        value={value}
        isDisabled={!editable}
        choices={[{ id: '', title: t('noDefault') }, ...choices]}
        onChange={(chosen) => set('default', chosen === '' ? undefined : chosen)}
      />
    )
  return (
    <TextField
      label={t('default')}
      value={value}
      isDisabled={!editable}
      error={value !== '' && faultOf(question, normalise(value)) !== undefined ? t('notANumber') : undefined}
      onChange={(typed) => set('default', typed === '' ? undefined : typed)}
    />
  )
}
