import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { z } from 'zod'
import type { listGates } from '#contract/gates.ts'
import { hueOf } from '#client/environments.ts'
import { pathTo } from '#client/paths.ts'
import { usePlatform } from '#client/platform.ts'
import { outlineOptions } from '#client/queries/outline.ts'
import { missingApprovers } from '#domain/gates/voting.ts'
import { useNow } from '#ui/clock.ts'
import { useFormat } from '#ui/i18n/format.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { EnvironmentChip } from '#ui/marks.tsx'
import { StateMark } from '#ui/state-mark.tsx'
import { useClosedText } from './gate-notices.tsx'
import { useGateTitle, useRequester } from './gate-title.ts'
import { CommentCount } from './use-line-comments.tsx'
import { gateMessages } from './messages.ts'

export type WaitingGate = z.output<typeof listGates.response>['gates'][number]

interface InboxRowProps {
  readonly project: string
  readonly gate: WaitingGate
  /** Whether this person may still vote there. */
  readonly isMine: boolean
}

/** A gate in the inbox: what it is, what it blocks, since when, until when. */
export function InboxRow({ project, gate, isMine }: InboxRowProps) {
  const t = useMessages(gateMessages)
  const format = useFormat()
  const now = useNow()
  const titleOf = useGateTitle()
  const requester = useRequester()
  const closedText = useClosedText()
  const { client } = usePlatform()
  const outline = useQuery(outlineOptions(client, project))
  const { definition, approvals, closesAt, passesAt, closed, runsBehind } = gate
  const tooFew = missingApprovers(
    definition,
    gate.people.map(({ standing }) => standing),
  )
  return (
    <li className="lw-inbox-row">
      <span className="lw-inbox-state">
        <StateMark state={isMine ? 'needsApproval' : 'waiting'} size={18} />
      </span>
      <div className="lw-inbox-what">
        <span className="lw-inbox-title">
          <Link data-gate to={pathTo('gate', { project, run: gate.run, gate: gate.key })}>
            {titleOf(gate)}
          </Link>
          <EnvironmentChip name={gate.environment} hue={hueOf(outline.data?.environments ?? [], gate.environment)} />
        </span>
        <span className="lw-muted">
          {t.nodes('by', {
            line: gate.line,
            run: <Link to={pathTo('run', { project, run: gate.run })}>{t('run', { number: gate.number })}</Link>,
            person: requester(gate),
          })}
          {gate.note === '' ? null : (
            <>
              {' · '}
              <bdi>{gate.note}</bdi>
            </>
          )}
        </span>
        <span className="lw-muted">
          {t('blocks', { stages: format.list([...gate.holds, ...gate.waitsBehind]) })}
          {runsBehind.length === 0 ? '' : ` ${t('blocksRuns', { count: runsBehind.length })}`}
        </span>
        <CommentCount gate={gate.gate} />
        {tooFew === 0 ? null : <span className="lw-inbox-closed">{t('tooFewPeople', { count: tooFew })}</span>}
        {closed === undefined ? null : <span className="lw-inbox-closed">{closedText(closed)}</span>}
      </div>
      <div className="lw-inbox-when">
        {definition.requiredApprovals === 0 ? null : (
          <strong>{t('count', { given: approvals, wanted: definition.requiredApprovals })}</strong>
        )}
        {gate.gate.openedAt === undefined ? null : (
          <time className="lw-muted" dateTime={gate.gate.openedAt} title={format.dateTime(gate.gate.openedAt)}>
            {t('waitsFor', { age: format.age(gate.gate.openedAt, now) })}
          </time>
        )}
        {passesAt === undefined ? null : (
          <span className="lw-muted">{t('scheduledFor', { when: format.planned(passesAt) })}</span>
        )}
        {closesAt === undefined ? null : (
          <span title={format.planned(closesAt)}>
            {t(definition.onTimeout === 'approve' ? 'passesIn' : 'rejectsIn', {
              time: format.duration(Math.max(0, Date.parse(closesAt) - now)),
            })}
          </span>
        )}
      </div>
    </li>
  )
}
