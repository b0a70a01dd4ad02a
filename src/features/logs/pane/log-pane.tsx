import { ArrowDown, X } from 'lucide-react'
import { type KeyboardEvent, useCallback, useRef, useState } from 'react'
import { Button, IconButton } from '#ui/button.tsx'
import { useFormat } from '#ui/i18n/format.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { useStable } from '#ui/use-stable.ts'
import { awaitedLine } from './awaited-line.ts'
import { linesOfLevels } from './lines-of-levels.ts'
import { useChosenLines } from './use-chosen-lines.ts'
import { useLogTexts } from './use-log-texts.ts'
import { ChosenLinesNote } from './chosen-lines.tsx'
import type { PaintedLine } from '../log-messages.ts'
import { type ChosenLines, LogRows } from './log-rows.tsx'
import { LogTicks } from './log-ticks.tsx'
import { LogCount } from './log-count.tsx'
import { handleLogKey } from './log-keys.ts'
import { type DownloadForm, LogToolbar } from './log-toolbar.tsx'
import { logMessages } from '../messages.ts'
import type { LogSource } from '../reading/log-source.ts'
import { type LogState, useLog } from '../reading/use-log.ts'
import { useFindKey } from '../search/use-find-key.ts'
import { useFirstError } from './use-first-error.ts'
import { useFirstHit } from '../search/use-first-hit.ts'
import { useHitSteps } from '../search/use-hit-steps.ts'
import { useLogEnd, useShowLine } from './use-log-end.ts'
import { useLinkedScroll } from './use-linked-scroll.ts'
import { useLogScreen } from './use-log-screen.ts'
import { useLogSelection } from './use-log-selection.ts'
import { useLogSearch } from '../search/use-log-search.ts'
import { useLogSettings } from './use-log-settings.ts'
import './log-pane.css'

export interface LogPaneProps {
  /** Identifies the log: another key starts afresh. */
  readonly logKey: string
  /** The log's name on screen. */
  readonly name: string
  readonly source: LogSource
  /** File name of the download, without extension. */
  readonly fileName: string
  /** Whether to open at the end, as for what still runs or has failed. */
  readonly atEnd: boolean
  /** Whether more may be printed. */
  readonly grows: boolean
  readonly failed: boolean
  /** The line, from 0, that says why the step failed; the log opens there. */
  readonly firstError?: number | undefined
  /** Lines chosen by the address, from 0. */
  readonly chosen: ChosenLines | undefined
  readonly onChoose: (lines: ChosenLines | undefined) => void
  /** The page that searches all logs of the run. */
  readonly runLogs?: string
  /** Focuses the search field if the page has it elsewhere. */
  readonly searchElsewhere?: () => void
  readonly onClose?: () => void
  /** Scrolls in step with another pane, by time. */
  readonly linked?: { readonly time: string | undefined; readonly onTime: (time: string) => void }
}

const noHits = new Uint32Array()

/** One log: painted by xterm, indexed and searched in a worker, followed while the reader is at its end. */
export function LogPane(props: LogPaneProps) {
  const { logKey, name, source, fileName, atEnd, failed, chosen, onChoose } = props
  const t = useMessages(logMessages)
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
  const isMaximised = settings.maximised === logKey
  const maximise = (isWanted: boolean): void => settings.set({ max: isWanted ? logKey : undefined })
  const screen = useLogScreen(scroller, stage, log, {
    pattern,
    wrap: settings.wrap,
    fontSize: settings.fontSize,
    note: useGroupNote(),
    following,
    onFollow: setFollowing,
  })
  const showLine = useShowLine(whole, part, screen)

  const choose = useChosenLines(chosen, whole.lineCount, onChoose, showLine)
  const { hit, go } = useHitSteps(settings.query, hits, showLine)
  useFirstHit(settings.query, hits, chosen !== undefined, showLine)
  const isLed = chosen !== undefined || settings.query.words !== ''
  useFirstError({ isLed, following, firstError: props.firstError, lineCount: whole.lineCount }, failed, showLine)
  const selection = useLogSelection(stage, screen, log.client)
  const texts = useLogTexts(whole, selection, source, fileName)
  const scrolledByHand = useLinkedScroll(log.client, screen, props.linked)

  /** Goes to the next line of the filtered levels, or to the next error without a filter. */
  async function goToLevel(step: 1 | -1): Promise<void> {
    const marked = await linesOfLevels(whole, source, settings.levels.length === 0 ? ['error'] : settings.levels)
    const here = chosen?.from ?? (isEnd ? Infinity : (screen.painted.rows[0]?.line.number ?? 0))
    const next = step === 1 ? marked.find((line) => line > here) : marked.findLast((line) => line < here)
    if (next === undefined) return
    onChoose({ from: next, to: next })
    showLine(next)
  }
  const pane = useFindKey(focusSearch)
  function focusSearch(): void {
    if (props.searchElsewhere !== undefined) return props.searchElsewhere()
    searchBox.current?.querySelector('input')?.focus()
  }
  function handleKey(event: KeyboardEvent): void {
    handleLogKey(event, {
      ...{ log, screen, settings, texts, showLine, focusSearch },
      hasSelection: () => selection.range() !== undefined,
      goToLevel: (step) => void goToLevel(step),
      restore: isMaximised ? () => maximise(false) : undefined,
    })
  }
  // Stable, so that a fast-growing log does not redraw the components that get it.
  const handleChoose = useStable(choose)
  const handleCopy = useStable(() => void texts.copy())
  const handleOpen = useStable(() => void texts.open())
  const handleDownload = useStable((form: DownloadForm) => void texts.download(form))
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
          onGo={go}
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
        onKeyDown={handleKey}
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
            onCopyLink={() => void texts.copyLink()}
            onCopyLines={() => void texts.copyLines(chosen)}
            onOpen={() => void texts.open(chosen)}
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

/** The note behind a line: how much of it was cut, or the length and duration of a folded group. */
function useGroupNote(): (line: PaintedLine) => string {
  const t = useMessages(logMessages)
  const format = useFormat()
  return useCallback(
    ({ group, cut }) => {
      if (group === undefined) return cut > 0 ? t('cut', { count: cut }) : ''
      const time = group.milliseconds === undefined ? '' : `  ${format.duration(group.milliseconds)}`
      return t('lines', { count: group.lineCount }) + time
    },
    [t, format],
  )
}
