import { ArrowDown, X } from 'lucide-react'
import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react'
import type { LogLevel } from '#domain/logs/levels.ts'
import { Button, IconButton } from '#ui/button.tsx'
import { useFormat } from '#ui/i18n/format.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { showToast } from '#ui/toast.tsx'
import { useStable } from '#ui/use-stable.ts'
import { openFile, saveFile } from '#ui/save-file.ts'
import { awaitedLine } from './awaited-line.ts'
import { ChosenLinesNote } from './chosen-lines.tsx'
import type { PaintedLine } from '../log-messages.ts'
import { type ChosenLines, LogRows } from './log-rows.tsx'
import { LogTicks } from './log-ticks.tsx'
import { LogCount } from './log-count.tsx'
import { type DownloadForm, LogToolbar } from './log-toolbar.tsx'
import { logMessages } from '../messages.ts'
import { findAll, type LogSource } from '../reading/log-source.ts'
import { type LogState, useLog } from '../reading/use-log.ts'
import { useFindKey } from '../search/use-find-key.ts'
import { useFirstHit } from '../search/use-first-hit.ts'
import { useLogEnd, useShowLine } from './use-log-end.ts'
import { useLinkedScroll } from './use-linked-scroll.ts'
import { useLogScreen } from './use-log-screen.ts'
import { useLogSelection } from './use-log-selection.ts'
import { useLogSearch } from '../search/use-log-search.ts'
import { nextSize, timeModes, useLogSettings } from './use-log-settings.ts'
import './log-pane.css'

export interface LogPaneProps {
  /** Names the log: a new key starts afresh. */
  readonly logKey: string
  /** What the log is called on the screen. */
  readonly name: string
  readonly source: LogSource
  /** File name for the download, without ending. */
  readonly fileName: string
  /** Whether it opens at its end: what still runs, and what failed. */
  readonly atEnd: boolean
  /** Whether more may be printed. */
  readonly grows: boolean
  readonly failed: boolean
  /** Lines that the address points at, from 0. */
  readonly chosen: ChosenLines | undefined
  readonly onChoose: (lines: ChosenLines | undefined) => void
  /** Where all logs of the same run are searched. */
  readonly runLogs?: string
  /** Where the words are typed elsewhere on the page: goes there. */
  readonly searchElsewhere?: () => void
  readonly onClose?: () => void
  /** Scrolls by time together with another pane: the time that one shows, and who to tell of this one's. */
  readonly linked?: { readonly time: string | undefined; readonly onTime: (time: string) => void }
}

/** More lines are for a download. */
const mostCopied = 200_000
const noHits = new Uint32Array()

/** One log: painted by xterm, searched and indexed in a worker, followed while the reader is at its end. */
export function LogPane(props: LogPaneProps) {
  const { logKey, name, source, fileName, atEnd, failed, chosen, onChoose } = props
  const t = useMessages(logMessages)
  const format = useFormat()
  const scroller = useRef<HTMLDivElement>(null)
  const stage = useRef<HTMLDivElement>(null)
  const searchBox = useRef<HTMLDivElement>(null)
  const settings = useLogSettings()
  const whole = useLog(logKey, source, failed)
  const [following, setFollowing] = useState(atEnd && chosen === undefined)
  const isFiltered = settings.levels.length > 0 || (settings.onlyHits && settings.query.words !== '')
  const part = useLogEnd(whole, logKey, source, { failed, following, isFiltered })
  const { log, isEnd } = part
  const { hits, refusal, isSearching, pattern } = useLogSearch(whole, source, settings)
  const [hit, setHit] = useState(0)
  // Other words begin at their first hit.
  useEffect(() => setHit(0), [settings.query])
  const isMaximised = settings.maximised === logKey
  const maximise = (isWanted: boolean): void => settings.set({ max: isWanted ? logKey : undefined })
  const note = useCallback(
    ({ group, cut }: PaintedLine) => {
      if (group === undefined) return cut > 0 ? t('cut', { count: cut }) : ''
      const time = group.milliseconds === undefined ? '' : `  ${format.duration(group.milliseconds)}`
      return t('lines', { count: group.lineCount }) + time
    },
    [t, format],
  )
  const screen = useLogScreen(scroller, stage, log, {
    pattern,
    wrap: settings.wrap,
    fontSize: settings.fontSize,
    note,
    following,
    onFollow: setFollowing,
  })
  const showLine = useShowLine(whole, part, screen)

  // The address points at lines: they are brought into sight once they are there, and again when it points elsewhere.
  const shownAnchor = useRef('')
  const anchor = anchorOf(chosen)
  useEffect(() => {
    if (chosen === undefined || shownAnchor.current === anchor || whole.lineCount <= chosen.from) return
    shownAnchor.current = anchor
    showLine(chosen.from)
  })
  useFirstHit(settings.query, hits, chosen !== undefined, showLine)
  const selection = useLogSelection(stage, screen, log.client)
  const scrolledByHand = useLinkedScroll(log.client, screen, props.linked)

  function go(step: number): void {
    if (hits.length === 0) return
    const next = (hit + step + hits.length) % hits.length
    setHit(next)
    showLine(hits[next] ?? 0)
  }
  /** To the next line of the levels that are shown, of errors where all are. */
  async function goToLevel(step: 1 | -1): Promise<void> {
    const marked = await linesOf(settings.levels.length === 0 ? ['error'] : settings.levels)
    const here = chosen?.from ?? (isEnd ? Infinity : (screen.painted.rows[0]?.line.number ?? 0))
    const next = step === 1 ? marked.find((line) => line > here) : marked.findLast((line) => line < here)
    if (next === undefined) return
    onChoose({ from: next, to: next })
    showLine(next)
  }
  async function linesOf(levels: readonly LogLevel[]): Promise<readonly number[]> {
    if (whole.isWhole) return [...((await whole.client?.levels(levels))?.lines ?? [])]
    const question = {
      query: { words: '', matchCase: false, wholeWord: false, regexp: false },
      levels,
    }
    const found = await findAll(
      source,
      question,
      { after: '', lines: [] },
      new AbortController().signal,
      () => undefined,
    )
    return found.lines
  }
  function choose(line: number, extend: boolean): void {
    const one = { from: line, to: line }
    const range =
      extend && chosen !== undefined ? { from: Math.min(chosen.from, line), to: Math.max(chosen.to, line) } : one
    const next = !extend && anchorOf(chosen) === anchorOf(one) ? undefined : range
    // It is in sight already.
    shownAnchor.current = anchorOf(next)
    onChoose(next)
  }
  const keys: Readonly<Record<string, () => void>> = {
    G: screen.follow,
    End: screen.follow,
    j: screen.follow,
    J: screen.follow,
    g: () => showLine(0),
    f: () => void goToLevel(1),
    F: () => void goToLevel(-1),
    z: () => log.client?.fold(undefined, true),
    Z: () => log.client?.fold(undefined, false),
    w: () => settings.set({ wrap: settings.wrap ? 'off' : 'on' }),
    t: () => settings.set({ times: timeModes[(timeModes.indexOf(settings.times) + 1) % timeModes.length] }),
    '+': () => settings.set({ size: nextSize(settings.fontSize, 1) }),
    '-': () => settings.set({ size: nextSize(settings.fontSize, -1) }),
    l: () => void copyLink(),
    '/': focusSearch,
  }
  function handleLogKey(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape' && isMaximised) {
      event.preventDefault()
      maximise(false)
    } else if ((event.ctrlKey || event.metaKey) && event.key === 'c' && selection.range() !== undefined) {
      event.preventDefault()
      void copy()
    } else if (!event.ctrlKey && !event.metaKey && !event.altKey && keys[event.key] !== undefined) {
      event.preventDefault()
      keys[event.key]?.()
    }
  }
  const pane = useFindKey(focusSearch)
  function focusSearch(): void {
    if (props.searchElsewhere !== undefined) return props.searchElsewhere()
    searchBox.current?.querySelector('input')?.focus()
  }
  async function copyText(text: string): Promise<void> {
    await navigator.clipboard.writeText(text)
    showToast({ text: t('copied') })
  }
  async function copyLink(): Promise<void> {
    await copyText(location.href)
  }
  async function textOf(from: number, to: number): Promise<string> {
    return (await whole.client?.text(from, to - from + 1)) ?? ''
  }
  async function copy(): Promise<void> {
    const { from, to } = selection.range() ?? { from: { line: 0 }, to: { line: whole.lineCount - 1 } }
    if (!whole.isWhole && to.line - from.line > mostCopied) return showToast({ text: t('tooLarge') })
    await copyText((await selection.text()) ?? (await textOf(0, whole.lineCount - 1)))
  }
  async function openText(from = 0, to = whole.lineCount - 1): Promise<void> {
    openFile(new Blob([await textOf(from, to)], { type: 'text/plain;charset=utf-8' }))
  }
  async function download(form: DownloadForm): Promise<void> {
    if (form === 'raw' || !whole.isWhole) return source.download()
    const text = `${(await whole.client?.text(0, whole.lineCount, form)) ?? ''}\n`
    saveFile(`${fileName}.log`, new Blob([text], { type: 'text/plain' }))
  }
  // A log that pours in draws this again and again, not what it is given to.
  const handleGo = useStable(go)
  const handleChoose = useStable(choose)
  const handleCopy = useStable(() => void copy())
  const handleOpen = useStable(() => void openText())
  const handleDownload = useStable((form: DownloadForm) => void download(form))
  const handleMaximise = useStable(maximise)
  const handleFold = useStable((line: number, folded: boolean) => log.client?.fold(line, folded))

  return (
    <section ref={pane} className="lw-log" aria-label={t('log', { name })} data-maximised={isMaximised || undefined}>
      <header className="lw-log-head">
        <h3 className="lw-log-name lw-ellipsis" title={name}>
          {name}
        </h3>
        <LogCount lineCount={whole.lineCount} counted={whole.counted} isEnd={isEnd} />
        <LogToolbar
          client={log.client}
          isWhole={whole.isWhole}
          isSearching={isSearching}
          settings={settings}
          hitCount={hits.length}
          hit={Math.min(hit, Math.max(0, hits.length - 1))}
          refusal={refusal}
          searchBox={searchBox}
          runLogs={props.runLogs}
          searchElsewhere={props.searchElsewhere !== undefined}
          isMaximised={isMaximised}
          onGo={handleGo}
          onMaximise={handleMaximise}
          onDownload={handleDownload}
          onCopy={handleCopy}
          onOpen={handleOpen}
        />
        {props.onClose === undefined ? null : (
          <IconButton label={t('close')} onPress={props.onClose}>
            <X size={16} aria-hidden />
          </IconButton>
        )}
      </header>
      {whole.failure === undefined ? null : (
        <p className="lw-log-note" data-kind="broken">
          {t('broken', { reason: whole.failure })}
        </p>
      )}
      <div
        ref={scroller}
        className="lw-log-scroller"
        // A scrolling region must be reachable by keyboard (WCAG 2.1.1).
        tabIndex={0}
        role="group"
        aria-label={t('log', { name })}
        onKeyDown={handleLogKey}
        {...scrolledByHand}
      >
        <div className="lw-log-window" role="log" aria-live="off" aria-label={t('log', { name })}>
          <LogRows
            painted={screen.painted}
            rowHeight={screen.rowHeight}
            settings={settings}
            startedAt={whole.startedAt}
            isNumbered={!isEnd}
            hits={isEnd ? noHits : hits}
            current={hits[hit]}
            chosen={isEnd ? undefined : chosen}
            onChoose={handleChoose}
            onFold={handleFold}
          />
          <div ref={stage} className="lw-log-stage" aria-hidden />
          {log.rowCount === 0 ? <p className="lw-log-note">{t(whyEmpty(log))}</p> : null}
        </div>
        <div style={{ height: screen.height }} aria-hidden />
      </div>
      <LogTicks hits={hits} lineCount={whole.lineCount} />
      <div className="lw-log-float">
        {chosen === undefined ? null : (
          <ChosenLinesNote
            chosen={chosen}
            awaited={awaitedLine(chosen.from, whole)}
            lineCount={whole.lineCount}
            onLeave={() => onChoose(undefined)}
            onCopyLink={() => void copyLink()}
            onCopyLines={() => void textOf(chosen.from, chosen.to).then(copyText)}
            onOpen={() => void openText(chosen.from, chosen.to)}
          />
        )}
        {following || whole.lineCount === 0 || whole.ended ? null : (
          <Button icon={<ArrowDown size={16} aria-hidden />} onPress={screen.follow}>
            {props.grows ? (screen.unseen > 0 ? t('newLines', { count: screen.unseen }) : t('follow')) : t('toEnd')}
          </Button>
        )}
      </div>
    </section>
  )
}

function whyEmpty({ lineCount, isGone, isAwaited, ended, failure }: LogState) {
  if (lineCount > 0) return 'noLevels'
  if (isGone) return 'gone'
  if (isAwaited && failure === undefined) return 'loading'
  return ended ? 'emptyEnded' : 'empty'
}

function anchorOf(lines: ChosenLines | undefined): string {
  return lines === undefined ? '' : `${String(lines.from)}-${String(lines.to)}`
}
