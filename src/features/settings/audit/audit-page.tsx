import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Download, ScrollText } from 'lucide-react'
import { type AuditFilter, auditOutcomes } from '#domain/access/audit.ts'
import { usePlatform } from '#client/platform.ts'
import { problemOf } from '#client/problems.ts'
import { projectOptions } from '#client/queries/projects.ts'
import { auditOptions } from '#client/queries/settings.ts'
import { useProjectName } from '#client/use-project.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { EmptyState } from '#ui/page/empty-state.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { ProblemPanel } from '#ui/page/problem-panel.tsx'
import { SearchField } from '#ui/fields/search-field.tsx'
import { Select } from '#ui/fields/select.tsx'
import { Skeleton } from '#ui/page/skeleton.tsx'
import { WideTable } from '#ui/tables/table.tsx'
import { TextField } from '#ui/fields/text-field.tsx'
import { useTypedText } from '#ui/fields/typed-text.ts'
import { useAddress } from '#ui/use-address.ts'
import { AdminsOnly } from '../admins-only.tsx'
import { useAuditColumns } from './audit-columns.tsx'
import { settingsMessages } from '../messages.ts'
import { SettingsFrame } from '../settings-frame.tsx'
import { useAuditExport } from './use-audit-export.ts'
import { knownActions, useAuditWords } from './use-audit-words.ts'

const everybody = '*'

/** The audit log, for admins. */
export function AuditPage() {
  const t = useMessages(settingsMessages)
  return (
    <AdminsOnly section="audit" note={t('auditNote')}>
      <AuditLog />
    </AdminsOnly>
  )
}

/** Every change, decision and denied attempt; the filter is in the URL. */
function AuditLog() {
  const t = useMessages(settingsMessages)
  const project = useProjectName()
  const { client } = usePlatform()
  const [filter, change] = useFilter()
  const log = useInfiniteQuery(auditOptions(client, project, filter))
  const exporting = useAuditExport(project, filter)
  const columns = useAuditColumns(project)
  const entries = log.data?.pages.flatMap((page) => page.entries) ?? []
  const isFiltered = Object.values(filter).some((value) => value !== undefined)
  const failure = log.error ?? exporting.error
  return (
    <SettingsFrame
      section="audit"
      note={t('auditNote')}
      aside={
        <span className="lw-row lw-wrap">
          {(['csv', 'ndjson'] as const).map((format) => (
            <Button
              key={format}
              icon={<Download size={16} aria-hidden />}
              isPending={exporting.isPending}
              onPress={() => exporting.mutate(format)}
            >
              {t(format === 'csv' ? 'exportCsv' : 'exportLines')}
            </Button>
          ))}
        </span>
      }
    >
      {failure === null ? null : <ProblemPanel problem={problemOf(failure)} />}
      <Card label={t('audit')}>
        <Filters project={project} filter={filter} onChange={change} />
        {log.isPending ? <Skeleton rows={8} /> : null}
        {log.isSuccess && entries.length === 0 ? (
          <EmptyState
            icon={<ScrollText size={24} />}
            title={t(isFiltered ? 'noEntries' : 'nothingYet')}
            text={t(isFiltered ? 'noEntriesText' : 'nothingYetText')}
          />
        ) : null}
        {entries.length === 0 ? null : (
          <WideTable label={t('audit')} columns={columns} rows={entries} rowKey={({ sequence }) => String(sequence)} />
        )}
        {log.hasNextPage ? (
          <div className="lw-card-pad">
            <Button isPending={log.isFetchingNextPage} onPress={() => void log.fetchNextPage()}>
              {t('more')}
            </Button>
          </div>
        ) : null}
      </Card>
    </SettingsFrame>
  )
}

interface FiltersProps {
  readonly project: string
  readonly filter: AuditFilter
  readonly onChange: (name: string, value: string) => void
}

function Filters({ project, filter, onChange }: FiltersProps) {
  const t = useMessages(settingsMessages)
  const { client } = usePlatform()
  const members = useQuery(projectOptions(client, project))
  const people = members.data?.members ?? []
  const { action: words } = useAuditWords()
  const actions = knownActions
    .map((id) => ({ id, title: words(id) }))
    .toSorted((a, b) => a.title.localeCompare(b.title))
  return (
    <div className="lw-settings-filters" role="search">
      <SearchField label={t('search')} value={filter.text ?? ''} onChange={(text) => onChange('text', text)} />
      <Select
        label={t('person')}
        value={filter.person ?? everybody}
        choices={[
          { id: everybody, title: t('everybody') },
          ...people.map(({ person }) => ({ id: person.id, title: person.name })),
        ]}
        onChange={(id) => onChange('person', id === everybody ? '' : id)}
      />
      <Select
        label={t('action')}
        value={filter.action ?? everybody}
        choices={[{ id: everybody, title: t('anyAction') }, ...actions]}
        onChange={(id) => onChange('action', id === everybody ? '' : id)}
      />
      <Select
        label={t('outcome')}
        value={filter.outcome ?? everybody}
        choices={[
          { id: everybody, title: t('anyOutcome') },
          ...auditOutcomes.map((outcome) => ({ id: outcome, title: t(outcome) })),
        ]}
        onChange={(id) => onChange('outcome', id === everybody ? '' : id)}
      />
      <DayField label={t('fromDay')} value={filter.from} onChange={(day) => onChange('from', day)} />
      <DayField label={t('untilDay')} value={filter.until} onChange={(day) => onChange('until', day)} />
    </div>
  )
}

interface DayFieldProps {
  readonly label: string
  /** An instant, shown as its day. */
  readonly value: string | undefined
  readonly onChange: (day: string) => void
}

function DayField({ label, value, onChange }: DayFieldProps) {
  const [day, type] = useTypedText(value?.slice(0, 10) ?? '', onChange)
  return <TextField label={label} type="date" value={day} onChange={type} />
}

/** The filter in the URL. Days are in UTC, the last one included. */
function useFilter(): readonly [AuditFilter, (name: string, value: string) => void] {
  const [search, set] = useAddress()
  const text = (name: string): string | undefined => search.get(name) ?? undefined
  const day = (name: string, time: string): string | undefined =>
    /^\d{4}-\d{2}-\d{2}$/.test(search.get(name) ?? '') ? `${search.get(name) ?? ''}T${time}Z` : undefined
  const filter: AuditFilter = {
    text: text('text'),
    person: text('person'),
    action: text('action'),
    outcome: auditOutcomes.find((outcome) => outcome === search.get('outcome')),
    from: day('from', '00:00:00.000'),
    until: day('until', '23:59:59.999'),
  }
  function change(name: string, value: string): void {
    set({ [name]: value })
  }
  return [filter, change]
}
