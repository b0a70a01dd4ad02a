import { Columns2 } from 'lucide-react'
import { Fragment } from 'react'
import { Link } from 'react-router'
import { patternOf, type Query } from '#domain/logs/log-search.ts'
import { IconButton } from '#ui/button.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { StateMark, type State } from '#ui/state-mark.tsx'
import { runLogMessages } from './run-log-messages.ts'
import { type FoundInLog, logName, type RunLog, type RunLogHit } from '../search/use-run-search.ts'

export interface RunLogListProps {
  readonly logs: readonly RunLog[]
  readonly found: ReadonlyMap<string, FoundInLog>
  readonly query: Query
  /** Names of the logs being shown. */
  readonly shown: string | undefined
  readonly beside: string | undefined
  /** The line in the address, from 0. */
  readonly line: number | undefined
  /** The address of a log, or of a line of it. */
  readonly addressOf: (log: RunLog, line?: number) => string
  readonly onBeside: (log: RunLog) => void
}

const marks: Readonly<Record<RunLog['state'], State>> = {
  waiting: 'notStarted',
  running: 'running',
  succeeded: 'succeeded',
  failed: 'failed',
}

/** All logs of a run by stage and task, with the hits in each. */
export function RunLogList(props: RunLogListProps) {
  const t = useMessages(runLogMessages)
  const { logs, found } = props
  // Without hits all logs are listed.
  const isNarrowed = found.size > 0
  const stages = [...new Set(logs.map(({ stage }) => stage))]
  return (
    <nav className="lw-runlogs-list" aria-label={t('list')}>
      {stages.map((stage) => {
        const shown = logs.filter((log) => log.stage === stage && (!isNarrowed || found.has(logName(log))))
        return shown.length === 0 ? null : (
          <section key={stage}>
            <h2>{stage}</h2>
            <ul>
              {shown.map((log) => (
                <LogEntry key={logName(log)} {...props} log={log} />
              ))}
            </ul>
          </section>
        )
      })}
    </nav>
  )
}

function LogEntry({
  log,
  found,
  query,
  shown,
  beside,
  line,
  addressOf,
  onBeside,
}: RunLogListProps & { readonly log: RunLog }) {
  const t = useMessages(runLogMessages)
  const name = logName(log)
  const { count, hits } = found.get(name) ?? { count: 0, hits: [] }
  const notes = [
    ...(log.attempt > 1 ? [t('attempt', { number: log.attempt })] : []),
    ...(log.retry > 0 ? [t('tryNumber', { number: log.retry + 1 })] : []),
  ]
  return (
    <li>
      <div className="lw-runlogs-log" data-shown={name === shown || name === beside || undefined}>
        <StateMark state={marks[log.state]} />
        <Link to={addressOf(log)} aria-current={name === shown ? 'true' : undefined} className="lw-grow lw-ellipsis">
          {log.task} <span aria-hidden>/</span> {log.step}
        </Link>
        {notes.map((note) => (
          <span key={note} className="lw-muted">
            {note}
          </span>
        ))}
        {count === 0 ? null : <span className="lw-runlogs-count">{t('count', { count })}</span>}
        <IconButton
          label={t('beside', { step: log.step })}
          aria-pressed={name === beside}
          onPress={() => onBeside(log)}
        >
          <Columns2 size={14} aria-hidden />
        </IconButton>
      </div>
      {hits.length === 0 ? null : (
        <ol className="lw-runlogs-hits">
          {hits.map((hit) => (
            <li key={hit.line}>
              <Link
                to={addressOf(log, hit.line)}
                aria-current={name === shown && hit.line === line ? 'true' : undefined}
              >
                <span className="lw-runlogs-line">{hit.line + 1}</span>
                <HitText hit={hit} query={query} />
                <span className="lw-hidden">{t('ofStep', { step: log.step })}</span>
              </Link>
            </li>
          ))}
          {count > hits.length && hits.length >= 100 ? (
            <li className="lw-muted">{t('more', { count: count - hits.length })}</li>
          ) : null}
        </ol>
      )}
    </li>
  )
}

const before = 24

/** The line of a hit, cut around the first match, with all matches marked. */
function HitText({ hit, query }: { readonly hit: RunLogHit; readonly query: Query }) {
  const pattern = patternOf(query)
  const text = hit.text.trim()
  const all = pattern === undefined ? [] : [...text.matchAll(pattern)].filter(([part]) => part !== '')
  const from = Math.max(0, (all[0]?.index ?? 0) - before)
  let at = from
  return (
    <span className="lw-ellipsis">
      {from > 0 ? '…' : ''}
      {all.map((found) => {
        const plain = text.slice(at, found.index)
        at = found.index + found[0].length
        return (
          <Fragment key={found.index}>
            {plain}
            <mark>{found[0]}</mark>
          </Fragment>
        )
      })}
      {text.slice(at)}
    </span>
  )
}
