import { Pencil, Star } from 'lucide-react'
import { memo, useRef, useState } from 'react'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Badge } from '#ui/marks.tsx'
import { Skeleton } from '#ui/page/skeleton.tsx'
import { SearchField } from '#ui/fields/search-field.tsx'
import { Tabs } from '#ui/page/tabs.tsx'
import { useAddress } from '#ui/use-address.ts'
import { useInPortions } from '#ui/use-in-portions.ts'
import { draggedGate, draggedText, dragType } from './dragged.ts'
import { goThroughEntries, useRowStop } from './entry-keys.ts'
import { recentEntries } from './recent.ts'
import { useDesigner, useView } from '../designer-context.tsx'
import { designerMessages } from '../messages.ts'
import { pipelineMessages } from '../pipelines/pipeline-messages.ts'
import { useFavourites } from './use-favourites.ts'
import {
  type Entry,
  type Group,
  useAdapterAndTemplateGroups,
  useGateGroups,
  usePipelineGroups,
} from './palette-entries.tsx'
import './palette.css'

/** Adapters, pipelines, gates and templates. Drag, double-click or Enter inserts one. */
export const Palette = memo(function Palette() {
  const t = useMessages(designerMessages)
  const [search, change] = useAddress()
  const wanted = search.get('palette')
  const tab = wanted === 'pipelines' || wanted === 'gates' ? wanted : 'adapters'
  return (
    <div className="lw-palette">
      <Tabs
        label={t('palette')}
        selected={tab}
        onSelect={(id) => change({ palette: id })}
        items={[
          { id: 'adapters', title: t('adapters'), content: <Adapters /> },
          { id: 'pipelines', title: t('pipelines'), content: <Pipelines /> },
          { id: 'gates', title: t('gates'), content: <Gates /> },
        ]}
      />
      <p className="lw-palette-help">{t('paletteHelp')}</p>
    </div>
  )
})

// Only made while its tab is shown: a large project has many pipelines.
function Adapters() {
  const t = useMessages(designerMessages)
  const { isRead } = useView()
  const groups = useAdapterAndTemplateGroups()
  // The line's own adapters stand first. If they came late, they would push away what somebody is about to press.
  return <PaletteList groups={isRead ? groups : undefined} label={t('searchAdapters')} />
}

function Pipelines() {
  const t = useMessages(designerMessages)
  return <PaletteList groups={usePipelineGroups()} label={t('searchPipelines')} />
}

function Gates() {
  const t = useMessages(designerMessages)
  return <PaletteList groups={useGateGroups()} label={t('searchGates')} />
}

interface ListProps {
  /** Undefined while they are not known. */
  readonly groups: readonly Group[] | undefined
  readonly label: string
}

function PaletteList({ groups: known, label }: ListProps) {
  const groups = known ?? []
  const t = useMessages(designerMessages)
  const [wanted, setWanted] = useState('')
  const list = useRef<HTMLDivElement>(null)
  const stopThere = useRowStop(list)
  const fits = (entry: Entry): boolean =>
    `${entry.title} ${entry.text} ${entry.found ?? ''}`
      .normalize('NFKC')
      .toLowerCase()
      .includes(wanted.trim().normalize('NFKC').toLowerCase())
  const all = groups.flatMap((group) => group.entries)
  const { favourites, toggle } = useFavourites()
  const named = (texts: readonly string[]) =>
    texts.flatMap((text) => all.find((entry) => draggedText(entry.what) === text) ?? [])
  const recent = named(recentEntries().filter((text) => !favourites.includes(text)))
  // While searching, entries do not appear a second time under favourites and recent ones.
  const listed =
    wanted.trim() === ''
      ? [{ title: t('favourites'), entries: named(favourites) }, { title: t('recent'), entries: recent }, ...groups]
      : groups
  const shown = listed
    .map((group) => ({ ...group, entries: group.entries.filter(fits) }))
    .filter((group) => group.entries.length > 0)
  const due = useInPortions(shown.reduce((count, group) => count + group.entries.length, 0))
  return (
    <div ref={list} className="lw-palette-list" onKeyDown={goThroughEntries} onFocus={stopThere}>
      <SearchField label={label} value={wanted} onChange={setWanted} command="designer.palette" />
      {known === undefined ? <Skeleton rows={12} height={44} /> : null}
      {known !== undefined && shown.length === 0 ? <p className="lw-muted">{t('nothingFound')}</p> : null}
      {firstEntries(shown, due).map(({ group, entries }) => (
        <section key={group.title}>
          <h2 className="lw-palette-group">
            {group.title} <Badge>{group.entries.length}</Badge>
          </h2>
          <ul>
            {entries.map((entry) => (
              <li key={draggedText(entry.what)} className="lw-palette-row">
                <PaletteEntry entry={entry} />
                {entry.edits === undefined ? null : <EditButton name={entry.edits} />}
                <FavouriteSwitch
                  title={entry.title}
                  isOn={favourites.includes(draggedText(entry.what))}
                  onToggle={() => toggle(draggedText(entry.what))}
                />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

/** The first `due` entries, with the groups that they belong to. */
function firstEntries(groups: readonly Group[], due: number) {
  let left = due
  return groups.flatMap((group) => {
    const entries = group.entries.slice(0, Math.max(0, left))
    left -= entries.length
    return entries.length === 0 ? [] : [{ group, entries }]
  })
}

function EditButton({ name }: { readonly name: string }) {
  const t = useMessages(pipelineMessages)
  const [, change] = useAddress()
  const label = t('edit', { name })
  return (
    <button
      type="button"
      className="lw-palette-star"
      aria-label={label}
      title={label}
      onClick={() => change({ drawer: 'pipelines', pipeline: name })}
    >
      <Pencil size={14} aria-hidden />
    </button>
  )
}

interface FavouriteProps {
  readonly title: string
  readonly isOn: boolean
  readonly onToggle: () => void
}

function FavouriteSwitch({ title, isOn, onToggle }: FavouriteProps) {
  const t = useMessages(designerMessages)
  const label = t('favourite', { name: title })
  return (
    <button
      type="button"
      className="lw-palette-star"
      aria-pressed={isOn}
      aria-label={label}
      title={label}
      onClick={onToggle}
    >
      <Star size={14} aria-hidden />
    </button>
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
      title={entry.off ?? entry.about}
      onDragStart={(event) => {
        event.dataTransfer.setData(dragType, draggedText(entry.what))
        if (entry.what.kind === 'gate') event.dataTransfer.setData(draggedGate, '')
        event.dataTransfer.effectAllowed = 'copy'
      }}
      onDoubleClick={(event) => (canInsert ? insert(entry.what, undefined, event.shiftKey) : undefined)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || event.nativeEvent.isComposing || !canInsert) return
        event.preventDefault()
        insert(entry.what, undefined, event.shiftKey)
      }}
    >
      <span className="lw-palette-icon">{entry.icon}</span>
      <span className="lw-palette-words" data-whole={entry.what.kind === 'template' || undefined}>
        <strong>{entry.title}</strong>
        <span>{entry.text}</span>
      </span>
    </button>
  )
}
