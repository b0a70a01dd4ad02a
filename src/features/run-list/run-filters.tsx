import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { Link } from 'react-router'
import { markOfRun } from '#client/run-marks.ts'
import { inOrder } from '#client/environments.ts'
import { pathTo } from '#client/paths.ts'
import { usePerson, usePlatform } from '#client/platform.ts'
import { outlineOptions } from '#client/queries/outline.ts'
import { projectOptions } from '#client/queries/projects.ts'
import { runStateSchema } from '#domain/run/state-names.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { SearchField } from '#ui/fields/search-field.tsx'
import { Select } from '#ui/fields/select.tsx'
import { uiMessages } from '#ui/ui-messages.ts'
import { filterSearch, type ListFilter, periods } from './filter-search.ts'
import { runListMessages } from './messages.ts'

export interface RunFiltersProps {
  readonly project: string
  readonly filter: ListFilter
  readonly onChange: (changes: Partial<ListFilter>) => void
}

/** All filters of the list, with shortcuts for common ones. */
export function RunFilters({ project, filter, onChange }: RunFiltersProps) {
  const t = useMessages(runListMessages)
  const words = useMessages(uiMessages)
  const { client } = usePlatform()
  const person = usePerson()
  const outline = useQuery(outlineOptions(client, project))
  const members = useQuery(projectOptions(client, project))
  const choose = (name: 'line' | 'state' | 'environment' | 'who' | 'when') => (id: string) =>
    onChange({ [name]: id === 'all' ? undefined : id })
  const people = (members.data?.members ?? []).filter((member) => member.person.id !== person)
  return (
    <search className="lw-runs-filters" aria-label={t('filters')}>
      <TextFilter text={filter.text} onChange={(text) => onChange({ text })} />
      <Select
        quiet
        label={t('line')}
        value={filter.line ?? 'all'}
        onChange={choose('line')}
        choices={[
          { id: 'all', title: t('allLines') },
          ...(outline.data?.lines ?? []).map(({ name }) => ({ id: name, title: name })),
        ]}
      />
      <Select
        quiet
        label={t('state')}
        value={filter.state ?? 'all'}
        onChange={choose('state')}
        choices={[
          { id: 'all', title: t('allStates') },
          { id: 'active', title: t('active') },
          ...runStateSchema.options.map((id) => ({ id, title: words(markOfRun(id)) })),
        ]}
      />
      <Select
        quiet
        label={t('environment')}
        value={filter.environment ?? 'all'}
        onChange={choose('environment')}
        choices={[
          { id: 'all', title: t('allEnvironments') },
          ...inOrder(outline.data?.environments ?? []).map(({ name, displayName }) => ({
            id: name,
            title: displayName,
          })),
        ]}
      />
      <Select
        quiet
        label={t('who')}
        value={filter.who ?? 'all'}
        onChange={choose('who')}
        choices={[
          { id: 'all', title: t('everybody') },
          { id: 'me', title: t('me') },
          ...people.map((member) => ({ id: member.person.id, title: member.person.name })),
        ]}
      />
      <Select
        quiet
        label={t('when')}
        value={filter.when ?? 'all'}
        onChange={choose('when')}
        choices={[
          { id: 'all', title: t('anyTime') },
          ...keysOf(periods).map((id) => ({ id, title: t(`within${id}`) })),
        ]}
      />
    </search>
  )
}

function keysOf<K extends string>(record: Readonly<Record<K, unknown>>): readonly K[] {
  return Object.keys(record).filter((key): key is K => key in record)
}

const settleMilliseconds = 250

/** The text reaches the address when typing pauses; until then the field keeps it. */
function TextFilter({ text, onChange }: { readonly text: string; readonly onChange: (text: string) => void }) {
  const t = useMessages(runListMessages)
  const [pending, setPending] = useState<string>()
  useEffect(() => {
    if (pending === undefined) return undefined
    const timer = setTimeout(() => {
      setPending(undefined)
      onChange(pending)
    }, settleMilliseconds)
    return () => clearTimeout(timer)
  }, [pending, onChange])
  return <SearchField label={t('search')} value={text} onChange={setPending} />
}

const quick = [
  { word: 'quickAll', filter: { text: '' } },
  { word: 'quickMine', filter: { text: '', who: 'me' } },
  { word: 'quickActive', filter: { text: '', state: 'active' } },
  { word: 'quickWaiting', filter: { text: '', state: 'needs-approval' } },
  { word: 'quickFailed', filter: { text: '', state: 'failed', when: '7d' } },
] as const satisfies readonly { readonly word: keyof typeof runListMessages; readonly filter: ListFilter }[]

/** Links to common filters. */
export function QuickFilters({ project, filter }: Pick<RunFiltersProps, 'project' | 'filter'>) {
  const t = useMessages(runListMessages)
  const now = filterSearch(filter).toString()
  return (
    <nav className="lw-runs-quick" aria-label={t('quick')}>
      {quick.map((one) => {
        const search = filterSearch(one.filter).toString()
        return (
          <Link
            key={one.word}
            to={`${pathTo('runs', { project })}${search === '' ? '' : `?${search}`}`}
            aria-current={search === now ? 'true' : undefined}
          >
            {t(one.word)}
          </Link>
        )
      })}
    </nav>
  )
}
