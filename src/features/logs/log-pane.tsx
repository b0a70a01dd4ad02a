import { ArrowDown, ChevronDown, ChevronUp, Clock, Copy, Download } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { Button, IconButton } from '#ui/button.tsx'
import { SearchField } from '#ui/search-field.tsx'
import { recall, remember } from '#ui/storage.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { plainText } from './log-store.ts'
import { LogRows } from './log-rows.tsx'
import { logMessages } from './messages.ts'
import { type LogSource, useLog } from './use-log.ts'
import { useLogScreen } from './use-log-screen.ts'
import './log-pane.css'

export interface LogPaneProps {
  /** Names the log: a new key starts afresh. */
  readonly logKey: string
  /** What the log is called on the screen. */
  readonly name: string
  readonly source: LogSource
  /** File name for the download, without ending. */
  readonly fileName: string
}

/** One log: painted by xterm, searched and indexed in a worker, followed while the reader is at its end. */
export function LogPane({ logKey, name, source, fileName }: LogPaneProps) {
  const t = useMessages(logMessages)
  const scroller = useRef<HTMLDivElement>(null)
  const stage = useRef<HTMLDivElement>(null)
  const log = useLog(logKey, source)
  const [words, setWords] = useState('')
  const [hits, setHits] = useState<Uint32Array>(new Uint32Array())
  const [hit, setHit] = useState(0)
  const [times, setTimes] = useState(recall('log.times') !== 'off')
  const screen = useLogScreen(scroller, stage, log, words)

  useEffect(() => {
    let stale = false
    void log.client?.search(words, false).then((found) => {
      if (!stale) setHits(found)
    })
    return () => {
      stale = true
    }
  }, [log.client, log.lineCount, words])

  function go(step: number): void {
    if (hits.length === 0) return
    const next = (hit + step + hits.length) % hits.length
    setHit(next)
    screen.showLine(hits[next] ?? 0)
  }
  function handleSearchKey(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing || event.key !== 'Enter') return
    event.preventDefault()
    go(event.shiftKey ? -1 : 1)
  }
  function handleLogKey(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'G' || event.key === 'j' || event.key === 'J') screen.follow()
    if (event.key === 'g') screen.showLine(0)
  }
  async function wholeText(): Promise<string> {
    return (await log.client?.text(0, log.lineCount)) ?? ''
  }
  async function copy(): Promise<void> {
    await navigator.clipboard.writeText(plainText(screen.selection()) || (await wholeText()))
  }
  async function download(): Promise<void> {
    const link = document.createElement('a')
    link.href = URL.createObjectURL(new Blob([`${await wholeText()}\n`], { type: 'text/plain' }))
    link.download = `${fileName}.log`
    link.click()
    URL.revokeObjectURL(link.href)
  }

  return (
    <section className="lw-log" aria-label={t('log', { name })}>
      <header className="lw-log-head">
        <h3 className="lw-log-name">{name}</h3>
        <span className="lw-log-count">{t('lines', { count: log.lineCount })}</span>
        <div className="lw-log-search" onKeyDown={handleSearchKey}>
          <SearchField label={t('search')} value={words} onChange={(value) => (setWords(value), setHit(0))} />
          <span className="lw-log-hits" role="status">
            {words === '' ? '' : hits.length === 0 ? t('noHits') : t('hits', { at: hit + 1, all: hits.length })}
          </span>
          <IconButton label={t('previousHit')} onPress={() => go(-1)} isDisabled={hits.length === 0}>
            <ChevronUp size={16} aria-hidden />
          </IconButton>
          <IconButton label={t('nextHit')} onPress={() => go(1)} isDisabled={hits.length === 0}>
            <ChevronDown size={16} aria-hidden />
          </IconButton>
        </div>
        <IconButton
          label={t('times')}
          aria-pressed={times}
          onPress={() => (remember('log.times', times ? 'off' : 'on'), setTimes(!times))}
        >
          <Clock size={16} aria-hidden />
        </IconButton>
        <IconButton label={t('copy')} onPress={() => void copy()}>
          <Copy size={16} aria-hidden />
        </IconButton>
        <IconButton label={t('download')} onPress={() => void download()}>
          <Download size={16} aria-hidden />
        </IconButton>
      </header>
      {log.failure === undefined ? null : (
        <p className="lw-log-note" data-kind="broken">
          {t('broken', { reason: log.failure })}
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
      >
        <div className="lw-log-window">
          <LogRows screen={screen} times={times} found={hits} current={hits[hit]} />
          <div ref={stage} className="lw-log-stage" aria-hidden />
          {log.lineCount === 0 ? <p className="lw-log-note">{log.ended ? t('emptyEnded') : t('empty')}</p> : null}
        </div>
        <div style={{ height: screen.height }} aria-hidden />
      </div>
      {screen.following || log.lineCount === 0 ? null : (
        <div className="lw-log-follow">
          <Button icon={<ArrowDown size={16} aria-hidden />} onPress={screen.follow}>
            {screen.unseen > 0 ? t('newLines', { count: screen.unseen }) : t('follow')}
          </Button>
        </div>
      )}
    </section>
  )
}
