import { Link } from 'react-router'
import type { AuditEntry } from '#domain/access/audit.ts'
import { pathTo } from '#client/paths.ts'
import { useFormat } from '#ui/i18n/format.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { type State, StateMark } from '#ui/state-mark.tsx'
import type { Column } from '#ui/tables/table.tsx'
import { Digest } from '#ui/text/values.tsx'
import { auditFields } from './audit-messages.ts'
import { settingsMessages } from '../messages.ts'
import { useAuditWords } from './use-audit-words.ts'

const states = {
  done: 'succeeded',
  refused: 'cancelled',
  denied: 'failed',
} as const satisfies Record<AuditEntry['outcome'], State>

/** Columns of the audit log: who did what to what, when, and how it ended. */
export function useAuditColumns(project: string): readonly Column<AuditEntry>[] {
  const t = useMessages(settingsMessages)
  const { action, reason } = useAuditWords()
  const format = useFormat()
  return [
    { id: 'when', title: t('when'), render: ({ at }) => <time dateTime={at}>{format.dateTime(at)}</time> },
    {
      id: 'person',
      title: t('person'),
      isRowHeader: true,
      render: ({ person, token }) => (
        <>
          {person.name}
          {token === undefined ? null : <span className="lw-muted"> {t('byToken', { name: token })}</span>}
        </>
      ),
    },
    { id: 'action', title: t('action'), render: (entry) => <span title={entry.action}>{action(entry.action)}</span> },
    {
      id: 'outcome',
      title: t('outcome'),
      render: ({ outcome, code }) => (
        <span title={code}>
          <StateMark
            state={states[outcome]}
            word={code === undefined ? t(outcome) : `${t(outcome)}: ${reason(code)}`}
          />
        </span>
      ),
    },
    { id: 'about', title: t('about'), grows: true, render: (entry) => <About project={project} entry={entry} /> },
  ]
}

function About({ project, entry: { target, detail } }: { readonly project: string; readonly entry: AuditEntry }) {
  const t = useMessages(auditFields)
  const { number, ...others } = detail
  // Leave out empty fields, such as a comment that nobody wrote.
  const facts = [...Object.entries(target), ...Object.entries(others)].filter(([, value]) => value !== '')
  return (
    <span className="lw-audit-detail">
      {facts.map(([name, value]) => (
        <span key={name}>
          <span className="lw-muted">{isField(name) ? t(name) : name}</span>{' '}
          <Value project={project} name={name} value={value} target={target} number={number} />
        </span>
      ))}
    </span>
  )
}

interface ValueProps {
  readonly project: string
  readonly name: string
  readonly value: string
  readonly target: AuditEntry['target']
  /** The run's number; older entries have none. */
  readonly number: string | undefined
}

/** Runs, gates and lines link to their pages. */
function Value({ project, name, value, target: { run }, number = value }: ValueProps) {
  if (name === 'run') return <Link to={pathTo('run', { project, run: value })}>{number}</Link>
  if (name === 'gate' && run !== undefined)
    return <Link to={pathTo('gate', { project, run, gate: value })}>{value}</Link>
  if (name === 'line') return <Link to={pathTo('line', { project, line: value })}>{value}</Link>
  return value.startsWith('sha256:') ? <Digest digest={value} copy /> : value
}

function isField(name: string): name is keyof typeof auditFields {
  return Object.hasOwn(auditFields, name)
}
