import { Trash2 } from 'lucide-react'
import { z } from 'zod'
import { type GateField, gateFieldSchema } from '#domain/line/gate.ts'
import { hasBadDefault, lacksOptions } from '#domain/gates/questions.ts'
import { normalise } from '#domain/ids.ts'
import { Button } from '#ui/button.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Select } from '#ui/fields/select.tsx'
import { Switch } from '#ui/fields/switch.tsx'
import { TextField } from '#ui/fields/text-field.tsx'
import { useTyped } from '../use-typed.ts'
import { questionMessages } from './question-messages.ts'

type Value = string | boolean | readonly string[] | undefined
type Field = Exclude<keyof GateField, 'name'>

/** Edits of a form of questions. Each answers whether it was done; undefined restores the schema's default. */
export interface QuestionEdits {
  readonly add: (question: { readonly name: string; readonly title: string }) => boolean
  readonly set: (name: string, field: Field, value: Value) => boolean
  readonly rename: (from: string, to: string) => boolean
  readonly move: (name: string, by: -1 | 1) => boolean
  readonly remove: (name: string) => boolean
}

interface QuestionFieldsProps {
  readonly question: GateField
  readonly keptAs: string
  /** The gate's other questions, whose names are taken. */
  readonly others: readonly GateField[]
  readonly expressionOf: ((name: string) => string) | undefined
  readonly edits: QuestionEdits | undefined
  readonly onRemoved: () => void
}

type SetField = (field: Field, value: Value) => void

/** All settings of a question. */
export function QuestionFields({ question, keptAs, others, expressionOf, edits, onRemoved }: QuestionFieldsProps) {
  const t = useMessages(questionMessages)
  const isOff = edits === undefined
  const set: SetField = (field, value) => void edits?.set(question.name, field, value)
  return (
    <div className="lw-asked-fields">
      <TextField
        label={t('title')}
        value={question.title ?? ''}
        isDisabled={isOff}
        onChange={(title) => set('title', title === '' ? undefined : title)}
      />
      <QuestionName
        question={question}
        keptAs={keptAs}
        others={others}
        expressionOf={expressionOf}
        rename={edits?.rename}
      />
      <Select
        label={t('type')}
        value={question.type}
        isDisabled={isOff}
        choices={gateFieldSchema.shape.type.unwrap().options.map((type) => ({ id: type, title: t(`type-${type}`) }))}
        onChange={(type) => set('type', type === 'text' ? undefined : type)}
      />
      {question.type === 'choice' ? <Options question={question} keptAs={keptAs} isOff={isOff} set={set} /> : null}
      <Default question={question} isOff={isOff} set={set} />
      {question.type === 'boolean' ? null : (
        <Switch
          isSelected={question.required}
          isDisabled={isOff}
          onChange={(isRequired) => set('required', isRequired ? undefined : false)}
        >
          {t('required')}
        </Switch>
      )}
      {edits === undefined ? null : (
        <div>
          <Button
            kind="danger"
            icon={<Trash2 size={16} aria-hidden />}
            onPress={() => {
              if (edits.remove(question.name)) onRemoved()
            }}
          >
            {t('remove', { name: question.name })}
          </Button>
        </div>
      )}
    </div>
  )
}

interface QuestionNameProps extends Pick<QuestionFieldsProps, 'question' | 'keptAs' | 'others' | 'expressionOf'> {
  readonly rename: QuestionEdits['rename'] | undefined
}

/** Renames on blur, since each letter would rename what reads the answer. */
function QuestionName({ question, keptAs, others, expressionOf, rename }: QuestionNameProps) {
  const t = useMessages(questionMessages)
  const [name, setName] = useTyped(`${keptAs} name`, z.string(), question.name)
  const to = normalise(name)
  const problem = !gateFieldSchema.shape.name.safeParse(to).success
    ? t('nameForm')
    : others.some((other) => other.name === to)
      ? t('nameTaken')
      : undefined
  return (
    <TextField
      label={t('name')}
      help={expressionOf === undefined ? t('nameKept') : t('nameHelp', { expression: expressionOf(question.name) })}
      mono
      value={name}
      isDisabled={rename === undefined}
      error={problem}
      onChange={setName}
      onBlur={() => {
        if (problem === undefined && to !== question.name) rename?.(question.name, to)
      }}
    />
  )
}

interface FieldProps {
  readonly question: GateField
  readonly isOff: boolean
  readonly set: SetField
}

/** Options as lines of text, split on blur so that a line can be begun. */
function Options({ question, keptAs, isOff, set }: FieldProps & Pick<QuestionFieldsProps, 'keptAs'>) {
  const t = useMessages(questionMessages)
  const [typed, setTyped] = useTyped(`${keptAs} options`, z.string().optional(), undefined)
  const { options = [] } = question
  return (
    <TextField
      label={t('options')}
      help={t('optionsHelp')}
      rows={3}
      value={typed ?? options.join('\n')}
      isDisabled={isOff}
      error={typed === undefined && lacksOptions(question) ? t('noOptions') : undefined}
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

/** The default answer, in the form of an answer. */
function Default({ question, isOff, set }: FieldProps) {
  const t = useMessages(questionMessages)
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
        isDisabled={isOff}
        error={hasBadDefault(question) ? t('notAnOption') : undefined}
        choices={[{ id: '', title: t('noDefault') }, ...choices]}
        onChange={(chosen) => set('default', chosen === '' ? undefined : chosen)}
      />
    )
  return (
    <TextField
      label={t('default')}
      value={value}
      isDisabled={isOff}
      error={hasBadDefault({ ...question, default: normalise(value) }) ? t('notANumber') : undefined}
      onChange={(typed) => set('default', typed === '' ? undefined : typed)}
    />
  )
}
