import { ArrowDownToLine, Clock, Ellipsis, ListFilter, Maximize2, Minimize2, WrapText } from 'lucide-react'
import { memo, type RefObject, useState } from 'react'
import { Link } from 'react-router'
import { logLevels, type LogLevel } from '#domain/logs/levels.ts'
import type { Query } from '#domain/logs/log-search.ts'
import { Button, IconButton } from '#ui/button.tsx'
import { useFormat } from '#ui/i18n/format.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Menu, MenuItem } from '#ui/overlays/menu.tsx'
import { PickMenu, type PickSection } from '#ui/overlays/pick-menu.tsx'
import { SearchField } from '#ui/fields/search-field.tsx'
import type { LogClient } from '../reading/log-client.ts'
import { logMessages } from '../messages.ts'
import { goOnEnter, HitSteps, OnlyHitsToggle, QueryToggles } from '../search/search-controls.tsx'
import type { LogSearch } from '../search/use-log-search.ts'
import { type LogSettingsControl, nextSize, timeModes } from './use-log-settings.ts'

/** `raw` is the log byte for byte as stored. */
export type DownloadForm = 'raw' | { readonly times: boolean; readonly colours: boolean }

export interface LogToolbarProps {
  readonly client: LogClient | undefined
  /** Whether the whole log is loaded; else the server searches. */
  readonly isWhole: boolean
  readonly isSearching: boolean
  readonly settings: LogSettingsControl
  readonly hitCount: number
  readonly hit: number
  readonly refusal: LogSearch['refusal']
  /** The page that searches all logs of the run. */
  readonly runLogs: string | undefined
  readonly searchElsewhere: boolean
  readonly searchBox: RefObject<HTMLDivElement | null>
  readonly isMaximised: boolean
  readonly onGo: (step: number) => void
  readonly onMaximise: (isMaximised: boolean) => void
  readonly onDownload: (form: DownloadForm) => void
  readonly onCopy: () => void
  /** Opens the text in a new tab. */
  readonly onOpen: () => void
}

const timeWords = { off: 'timesOff', time: 'timesTime', start: 'timesStart', step: 'timesStep' } as const

/** Search with its options, and how the log is shown. */
export const LogToolbar = memo(function LogToolbar(props: LogToolbarProps) {
  const t = useMessages(logMessages)
  const { client, settings, hitCount, hit, refusal, isSearching, onGo } = props
  const { query } = settings
  const found = { at: hit + 1, all: hitCount }
  const counted = hitCount > 0 ? t(isSearching ? 'hitsSoFar' : 'hits', found) : t(isSearching ? 'searching' : 'noHits')
  const words = refusal === undefined ? counted : t(refusal)
  return (
    <>
      <div
        ref={props.searchBox}
        className="lw-log-search"
        data-bare={props.searchElsewhere || undefined}
        onKeyDown={(event) => goOnEnter(event, onGo)}
      >
        {props.searchElsewhere ? null : (
          <SearchField label={t('search')} value={query.words} onChange={(find) => settings.set({ find })} />
        )}
        <span className="lw-log-hits" role="status">
          {query.words === '' ? '' : words}
        </span>
        {query.words === '' || props.searchElsewhere ? null : (
          <>
            <QueryToggles settings={settings} />
            <OnlyHitsToggle settings={settings} />
          </>
        )}
        <HitSteps count={hitCount} onGo={onGo} />
        {props.runLogs === undefined || props.searchElsewhere ? null : (
          <Link className="lw-log-run" to={props.runLogs + searchOf(query)}>
            {t('runLogs')}
          </Link>
        )}
      </div>
      <LevelMenu client={props.isWhole ? client : undefined} settings={settings} />
      <TimesMenu settings={settings} />
      <IconButton
        label={t('wrap')}
        keys="W"
        aria-pressed={settings.wrap}
        onPress={() => settings.set({ wrap: settings.wrap ? 'off' : 'on' })}
      >
        <WrapText size={16} aria-hidden />
      </IconButton>
      <IconButton label={t('download')} onPress={() => props.onDownload({ times: false, colours: false })}>
        <ArrowDownToLine size={16} aria-hidden />
      </IconButton>
      <MoreMenu {...props} />
      <IconButton
        label={t(props.isMaximised ? 'restore' : 'maximise')}
        onPress={() => props.onMaximise(!props.isMaximised)}
      >
        {props.isMaximised ? <Minimize2 size={16} aria-hidden /> : <Maximize2 size={16} aria-hidden />}
      </IconButton>
    </>
  )
})

/** The query as parameters of an address. */
function searchOf({ words, matchCase, wholeWord, regexp }: Query): string {
  if (words === '') return ''
  const flags = Object.entries({ case: matchCase, word: wholeWord, regexp }).filter(([, on]) => on)
  return `&${new URLSearchParams([['find', words], ...flags.map(([name]) => [name, '1'])]).toString()}`
}

/** Levels with their counts, which are only made when the menu opens. */
function LevelMenu({
  client,
  settings,
}: {
  readonly client: LogClient | undefined
  readonly settings: LogSettingsControl
}) {
  const t = useMessages(logMessages)
  const format = useFormat()
  const [counts, setCounts] = useState<Readonly<Record<LogLevel, number>>>()
  const { levels, set } = settings
  function toggle(id: string): void {
    if (id === 'all') return set({ level: undefined })
    const next = logLevels.filter((level) => (level === id ? !levels.includes(level) : levels.includes(level)))
    set({ level: next.join(',') })
  }
  return (
    <Menu
      label={t('levels')}
      placement="bottom end"
      onAction={toggle}
      onOpenChange={(isOpen) => {
        if (isOpen) void client?.levels().then((answer) => setCounts(answer.counts))
      }}
      trigger={
        <Button kind="quiet" icon={<ListFilter size={16} aria-hidden />}>
          {levels.length === 0 ? t('allLevels') : format.list(levels.map((level) => t(level)))}
        </Button>
      }
    >
      <MenuItem id="all" textValue={t('allLevels')} checked={levels.length === 0} />
      {logLevels.map((level) => (
        <MenuItem key={level} id={level} textValue={t(level)} checked={levels.includes(level)}>
          {counts === undefined ? t(level) : `${t(level)} · ${format.number(counts[level])}`}
        </MenuItem>
      ))}
    </Menu>
  )
}

function TimesMenu({ settings }: { readonly settings: LogSettingsControl }) {
  const t = useMessages(logMessages)
  function choose(id: string): void {
    settings.set(timeModes.some((mode) => mode === id) ? { times: id } : { zone: id })
  }
  function sections(): readonly PickSection[] {
    const zones = Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')
    return [
      {
        title: t('times'),
        items: timeModes.map((mode) => ({
          id: mode,
          textValue: t(timeWords[mode]),
          checked: settings.times === mode,
        })),
      },
      {
        title: t('zone'),
        items: [
          { id: 'local', textValue: t('zoneLocal'), checked: settings.timeZone === undefined },
          { id: 'UTC', textValue: t('zoneUtc'), checked: settings.timeZone === 'UTC' },
          ...zones.map((zone) => ({ id: zone, textValue: zone, checked: settings.timeZone === zone })),
        ],
      },
    ]
  }
  return (
    <PickMenu
      label={t('times')}
      sections={sections}
      onPick={choose}
      trigger={
        <IconButton label={t('times')} keys="T">
          <Clock size={16} aria-hidden />
        </IconButton>
      }
    />
  )
}

type MoreMenuProps = Pick<LogToolbarProps, 'client' | 'isWhole' | 'settings' | 'onDownload' | 'onCopy' | 'onOpen'>

function MoreMenu({ client, isWhole, settings, onDownload, onCopy, onOpen }: MoreMenuProps) {
  const t = useMessages(logMessages)
  const actions: Readonly<Record<string, () => void>> = {
    fold: () => client?.fold(undefined, true),
    unfold: () => client?.fold(undefined, false),
    larger: () => settings.set({ size: nextSize(settings.fontSize, 1) }),
    smaller: () => settings.set({ size: nextSize(settings.fontSize, -1) }),
    copy: onCopy,
    open: onOpen,
    raw: () => onDownload('raw'),
    times: () => onDownload({ times: true, colours: false }),
    colours: () => onDownload({ times: false, colours: true }),
  }
  return (
    <Menu
      label={t('more')}
      placement="bottom end"
      onAction={(id) => actions[id]?.()}
      trigger={
        <IconButton label={t('more')}>
          <Ellipsis size={16} aria-hidden />
        </IconButton>
      }
    >
      <MenuItem id="fold" textValue={t('foldAll')} keys="Z" />
      <MenuItem id="unfold" textValue={t('unfoldAll')} keys="Shift+Z" />
      <MenuItem id="larger" textValue={t('larger')} keys="+" />
      <MenuItem id="smaller" textValue={t('smaller')} keys="-" />
      <MenuItem id="copy" textValue={t('copyAll')} />
      {isWhole ? <MenuItem id="open" textValue={t('openText')} /> : null}
      {isWhole ? <MenuItem id="times" textValue={t('downloadTimes')} /> : null}
      {isWhole ? <MenuItem id="colours" textValue={t('downloadColours')} /> : null}
      <MenuItem id="raw" textValue={t('downloadRaw')} />
    </Menu>
  )
}
