import { Hexagon, SquareStack } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useSearchParams } from 'react-router'
import type { AdapterDescription } from '#domain/adapters/description.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Badge } from '#ui/marks.tsx'
import { SearchField } from '#ui/search-field.tsx'
import { Tabs } from '#ui/tabs.tsx'
import { dragType, draggedText } from './designer-canvas.tsx'
import { type Insertable, useDesigner } from './designer-context.ts'
import { applicationOf } from '#domain/line/draft-world.ts'
import { designerMessages } from './messages.ts'
import { adaptersOf, categoryOf, CategoryIcon } from './stage-words.tsx'

interface Entry {
  readonly what: Insertable
  readonly title: string
  readonly text: string
  readonly icon: ReactNode
  readonly off?: string
}
type Group = { readonly title: string; readonly entries: readonly Entry[] }

/** What can be put on the line: adapters, pipelines, gates. Drag, double-click, or Enter to insert after the selection. */
export function Palette() {
  const t = useMessages(designerMessages)
  const [search, setSearch] = useSearchParams()
  const tab = search.get('palette') ?? 'adapters'
  const content = (groups: readonly Group[], label: string) => <PaletteList groups={groups} label={label} />
  return (
    <div className="lw-palette">
      <Tabs
        label={t('palette')}
        selected={tab}
        onSelect={(id) =>
          setSearch(
            (before) => {
              before.set('palette', id)
              return before
            },
            { replace: true },
          )
        }
        items={[
          { id: 'adapters', title: t('adapters'), content: content(useAdapterGroups(), t('searchAdapters')) },
          { id: 'pipelines', title: t('pipelines'), content: content(usePipelineGroups(), t('searchPipelines')) },
          { id: 'gates', title: t('gates'), content: content(useGateGroups(), t('searchGates')) },
        ]}
      />
      <p className="lw-palette-help">{t('paletteHelp')}</p>
    </div>
  )
}

function PaletteList({ groups, label }: { readonly groups: readonly Group[]; readonly label: string }) {
  const t = useMessages(designerMessages)
  const [wanted, setWanted] = useState('')
  const fits = (entry: Entry): boolean =>
    `${entry.title} ${entry.text}`.toLowerCase().includes(wanted.trim().toLowerCase())
  const shown = groups
    .map((group) => ({ ...group, entries: group.entries.filter(fits) }))
    .filter((group) => group.entries.length > 0)
  return (
    <div className="lw-palette-list">
      <SearchField label={label} value={wanted} onChange={setWanted} />
      {shown.length === 0 ? <p className="lw-muted">{t('nothingFound')}</p> : null}
      {shown.map((group) => (
        <section key={group.title}>
          <h2 className="lw-palette-group">
            {group.title} <Badge>{group.entries.length}</Badge>
          </h2>
          <ul>
            {group.entries.map((entry) => (
              <li key={draggedText(entry.what)}>
                <PaletteEntry entry={entry} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

function PaletteEntry({ entry }: { readonly entry: Entry }) {
  const { insert, editable } = useDesigner()
  const canInsert = editable && entry.off === undefined
  return (
    <button
      type="button"
      className="lw-palette-entry"
      draggable={canInsert}
      aria-disabled={!canInsert || undefined}
      title={entry.off}
      onDragStart={(event) => {
        event.dataTransfer.setData(dragType, draggedText(entry.what))
        event.dataTransfer.effectAllowed = 'copy'
      }}
      onDoubleClick={() => (canInsert ? insert(entry.what) : undefined)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || event.nativeEvent.isComposing || !canInsert) return
        event.preventDefault()
        insert(entry.what)
      }}
    >
      <span className="lw-palette-icon">{entry.icon}</span>
      <span className="lw-palette-words">
        <strong>{entry.title}</strong>
        <span>{entry.text}</span>
      </span>
    </button>
  )
}

const categories = ['build', 'deploy', 'verify', 'infrastructure', 'other'] as const

function useAdapterGroups(): readonly Group[] {
  const t = useMessages(designerMessages)
  const { view } = useDesigner()
  const used = new Set(
    view.line.spec.stages.flatMap((stage) =>
      adaptersOf(view.world, stage.spec.pipeline).map((adapter) => adapter.pattern),
    ),
  )
  const entryOf = (adapter: AdapterDescription): Entry => {
    const [broken] = adapter.findings.filter((finding) => finding.severity === 'error')
    return {
      what: { kind: 'adapter', pattern: adapter.pattern },
      title: adapter.name,
      text: firstSentence(adapter.description),
      icon: <CategoryIcon category={adapter.category} />,
      ...(broken === undefined ? {} : { off: t('unusable', { reason: broken.message }) }),
    }
  }
  return [
    {
      title: t('inThisLine'),
      entries: view.world.adapters.filter((adapter) => used.has(adapter.pattern)).map(entryOf),
    },
    ...categories.map((category) => ({
      title: t(category),
      entries: view.world.adapters
        .filter((adapter) => adapter.category === category && !used.has(adapter.pattern))
        .map(entryOf),
    })),
  ]
}

function usePipelineGroups(): readonly Group[] {
  const { view } = useDesigner()
  const byApplication = Map.groupBy(
    view.world.pipelines,
    (pipeline) => applicationOf(view.world, pipeline.metadata.name) ?? '',
  )
  return [...byApplication].map(([application, pipelines]) => ({
    title: application,
    entries: pipelines.map(({ metadata, spec }) => ({
      what: { kind: 'pipeline' as const, name: metadata.name },
      title: metadata.name,
      text: spec.tasks.map((task) => task.name).join(' → '),
      icon:
        application === '' ? (
          <SquareStack size={16} strokeWidth={1.5} aria-hidden />
        ) : (
          <CategoryIcon category={categoryOf(view.world, metadata.name)} />
        ),
    })),
  }))
}

function useGateGroups(): readonly Group[] {
  const t = useMessages(designerMessages)
  const { view } = useDesigner()
  const icon = <Hexagon size={16} strokeWidth={1.5} aria-hidden />
  const known = (view.line.spec.gates ?? []).map((gate) => ({
    what: { kind: 'gate' as const, name: gate.name },
    title: gate.name,
    text: gate.title ?? t('newGateText'),
    icon,
  }))
  return [
    {
      title: t('gates'),
      entries: [{ what: { kind: 'gate', name: undefined }, title: t('newGate'), text: t('newGateText'), icon }],
    },
    { title: t('inThisLine'), entries: known },
  ]
}

function firstSentence(text: string): string {
  return text.split(/(?<=[.。])\s|\n/)[0] ?? text
}
