import { useQueries } from '@tanstack/react-query'
import type { StartForm } from '#contract/run-plans.ts'
import { usePlatform } from '#client/platform.ts'
import { problemOf } from '#client/problems.ts'
import { refsOptions } from '#client/queries/plans.ts'
import { ComboField, type ComboSection } from '#ui/fields/combo-field.tsx'
import { useFormat } from '#ui/i18n/format.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { newRunMessages } from './messages.ts'
import type { StartValue } from './new-run-values.ts'

export interface RevisionFieldProps {
  readonly project: string
  readonly input: StartForm['inputs'][number]
  readonly current: StartValue
  /** The newest run, for going back to its value. */
  readonly last: StartForm['last']
  /** Number of the run from which the form was filled in. */
  readonly from: number | undefined
  readonly error: string | undefined
  readonly autoFocus: boolean
  readonly onChange: (value: string) => void
}

/** A revision input. Offers the branches and tags of its repositories, and says which of them lack one. */
export function RevisionField(props: RevisionFieldProps) {
  const { project, input, current, onChange, autoFocus } = props

  const t = useMessages(newRunMessages)
  const format = useFormat()
  const { client } = usePlatform()
  const answers = useQueries({
    queries: input.repositories.map((repository) => refsOptions(client, project, repository)),
  })
  const known = answers.flatMap(({ data }, index) =>
    data === undefined ? [] : [{ repository: input.repositories[index] ?? '', ...data }],
  )
  const failed = answers.findIndex(({ isError }) => isError)

  function section(title: string, namesOf: (refs: (typeof known)[number]) => readonly string[]): ComboSection {
    const names = [...new Set(known.flatMap(namesOf))]
    const items = names.map((id) => {
      const having = known.filter((refs) => namesOf(refs).includes(id)).map(({ repository }) => repository)
      const isDefault = known.some(({ defaultBranch }) => defaultBranch === id)
      if (having.length < known.length) return { id, note: t('onlyIn', { repositories: format.list(having) }) }
      return isDefault ? { id, note: t('defaultBranch') } : { id }
    })
    return { title, items }
  }
  const error =
    props.error ??
    (failed < 0
      ? undefined
      : t('refsFailed', {
          repository: input.repositories[failed] ?? '',
          reason: problemOf(answers[failed]?.error).message,
        }))
  return (
    <ComboField
      label={input.name}
      isRequired
      help={<FieldHelp {...props} />}
      error={error}
      autoFocus={autoFocus}
      value={current.value}
      onChange={onChange}
      sections={[section(t('branches'), ({ branches }) => branches), section(t('tags'), ({ tags }) => tags)].filter(
        ({ items }) => items.length > 0,
      )}
      empty={answers.some(({ isPending }) => isPending) ? t('loadingRefs') : t('noRefs')}
    />
  )
}

const origins = { link: 'fromLink', default: 'fromDefault', last: 'fromLast' } as const

/** What the input is and where its value comes from, with buttons for the default and the last value. */
function FieldHelp({
  input,
  current,
  last,
  from,
  onChange,
}: Pick<RevisionFieldProps, 'input' | 'current' | 'last' | 'from' | 'onChange'>) {
  const t = useMessages(newRunMessages)
  const before = last?.inputs[input.name]
  const origin =
    current.from === 'run' && from !== undefined
      ? t('fromRun', { number: String(from) })
      : current.from === 'link' || current.from === 'default' || current.from === 'last'
        ? t(origins[current.from])
        : undefined
  return (
    <span className="lw-launch-help">
      {input.description === '' ? null : <span>{input.description}</span>}
      {origin === undefined ? null : <span className="lw-faint">{origin}</span>}
      {input.default === undefined || current.value === input.default ? null : (
        <button type="button" onClick={() => onChange(input.default ?? '')}>
          {t('useDefault', { value: input.default })}
        </button>
      )}
      {last === undefined || before === undefined || before === current.value || before === input.default ? null : (
        <button type="button" onClick={() => onChange(before)}>
          {t('useLast', { number: String(last.number), value: before })}
        </button>
      )}
    </span>
  )
}
