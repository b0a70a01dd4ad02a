import { ChevronRight, Plus, Trash2, X } from 'lucide-react'
import { z } from 'zod'
import { renameInput, setInputField } from '#domain/line/edit/input-edits.ts'
import { addInput } from '#domain/line/edit/line-edits.ts'
import type { LineInput } from '#domain/line/line.ts'
import { useTyped } from '#parts/use-typed.ts'
import { Button, IconButton } from '#ui/button.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { TextField } from '#ui/fields/text-field.tsx'
import { useDesigner, useSelected, useView } from '../designer-context.tsx'
import { lineSettingsMessages } from './line-settings-messages.ts'
import '#parts/forms/asked.css'

const inputName = /^[A-Za-z][\w-]*$/

/** The inputs of the line, which a run asks for. */
export function LineInputList() {
  const t = useMessages(lineSettingsMessages)
  const { editable } = useDesigner()
  const view = useView()
  const { selected } = useSelected()
  const inputs = view.line.spec.params ?? []
  return (
    <section className="lw-line-settings" aria-labelledby="line-inputs">
      <h2 id="line-inputs">{t('inputs')}</h2>
      <p className="lw-muted">{t('inputsText')}</p>
      {inputs.map((input) => (
        <details
          key={`${input.name} ${String(selected === `input:${input.name}`)}`}
          className="lw-asked"
          open={selected === `input:${input.name}`}
        >
          <summary>
            <ChevronRight size={16} aria-hidden />
            <span className="lw-mono lw-ellipsis">{input.name}</span>
            <span className="lw-ellipsis">{input.default ?? t('noDefault')}</span>
          </summary>
          <InputFields input={input} />
        </details>
      ))}
      {editable ? <NewInput /> : null}
    </section>
  )
}

function InputFields({ input }: { readonly input: LineInput }) {
  const t = useMessages(lineSettingsMessages)
  const { editable, line, editLine, remove } = useDesigner()
  const view = useView()
  const [name, setName] = useTyped(`${line} input ${input.name}`, z.string(), input.name)
  const problem = nameProblem(t, name, view.line.spec.params ?? [], input.name)
  const write = (field: 'default' | 'description') => (value: string) =>
    editLine(
      t('stepChangeInput', { name: input.name }),
      (text) => setInputField(text, input.name, field, value),
      `input ${input.name} ${field}`,
    )
  return (
    <div className="lw-asked-fields">
      <TextField
        label={t('inputName')}
        mono
        value={name}
        isDisabled={!editable}
        error={problem}
        onChange={setName}
        onBlur={() =>
          problem === undefined && name !== input.name
            ? editLine(t('stepRenameInput', { from: input.name, to: name }), (text) =>
                renameInput(text, input.name, name),
              )
            : undefined
        }
      />
      <TextField
        label={t('inputDefault')}
        help={t('inputDefaultHelp')}
        mono
        value={input.default ?? ''}
        isDisabled={!editable}
        onChange={write('default')}
      />
      <TextField
        label={t('inputDescription')}
        value={input.description ?? ''}
        isDisabled={!editable}
        onChange={write('description')}
      />
      {editable ? (
        <div>
          <Button kind="danger" icon={<Trash2 size={16} aria-hidden />} onPress={() => remove([`input:${input.name}`])}>
            {t('removeInput', { name: input.name })}
          </Button>
        </div>
      ) : null}
    </div>
  )
}

function NewInput() {
  const t = useMessages(lineSettingsMessages)
  const { line, editLine } = useDesigner()
  const view = useView()
  const [name, setName] = useTyped(`${line} new input`, z.string(), '')
  const problem = name === '' ? undefined : nameProblem(t, name, view.line.spec.params ?? [])
  return (
    <form
      className="lw-asked-new"
      onSubmit={(event) => {
        event.preventDefault()
        if (name === '' || problem !== undefined) return
        if (editLine(t('stepAddInput', { name }), (text) => addInput(text, { name }))) setName('')
      }}
    >
      <TextField label={t('newInput')} mono value={name} error={problem} onChange={setName} />
      <Button type="submit" icon={<Plus size={14} aria-hidden />} isDisabled={name === '' || problem !== undefined}>
        {t('addInput')}
      </Button>
    </form>
  )
}

/** The results of the line, which a run returns. */
export function LineResultList() {
  const t = useMessages(lineSettingsMessages)
  const { editable, remove } = useDesigner()
  const view = useView()
  const results = view.line.spec.results ?? []
  return (
    <section className="lw-line-settings" aria-labelledby="line-results">
      <h2 id="line-results">{t('results')}</h2>
      <p className="lw-muted">{results.length === 0 ? t('noResults') : t('resultsText')}</p>
      <ul className="lw-name-list">
        {results.map(({ name, value }) => (
          <li key={name}>
            <span className="lw-mono">{name}</span>
            <span className="lw-mono lw-muted lw-grow lw-ellipsis" title={value}>
              {value}
            </span>
            {editable ? (
              <IconButton label={t('removeResult', { name })} onPress={() => remove([`result:${name}`])}>
                <X size={14} aria-hidden />
              </IconButton>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  )
}

function nameProblem(
  t: ReturnType<typeof useMessages<typeof lineSettingsMessages>>,
  name: string,
  inputs: readonly LineInput[],
  own?: string,
): string | undefined {
  if (!inputName.test(name)) return t('nameForm')
  return name !== own && inputs.some((input) => input.name === name) ? t('nameTaken') : undefined
}
