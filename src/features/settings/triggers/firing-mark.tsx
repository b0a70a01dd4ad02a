import { Link } from 'react-router'
import { pathTo } from '#client/paths.ts'
import type { Firing } from '#domain/triggers/trigger.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { type State, StateMark } from '#ui/state-mark.tsx'
import { triggerMessages } from './trigger-messages.ts'

const marks = {
  started: 'succeeded',
  known: 'skipped',
  ignored: 'skipped',
  refused: 'failed',
} as const satisfies Record<Firing['result'], State>

/** The outcome of a firing: a link to its run, or why there is none. */
export function FiringMark({ project, firing }: { readonly project: string; readonly firing: Firing }) {
  const t = useMessages(triggerMessages)
  const { result, run, reason = '' } = firing
  const word =
    result === 'started' || result === 'known' ? t(result, { number: run?.number ?? 0 }) : t(result, { reason })
  const mark = <StateMark state={marks[result]} word={word} />
  return run === undefined ? mark : <Link to={pathTo('run', { project, run: run.id })}>{mark}</Link>
}
