import { stageEvents } from '#domain/run/stage/stage-events.ts'
import type { StageRun } from '#domain/run/state.ts'
import { useFormat } from '#ui/i18n/format.ts'
import { useMoment } from '#ui/i18n/use-moment.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { type State, StateMark } from '#ui/state-mark.tsx'
import { useKeptWords } from '#parts/use-kept-words.ts'
import { viewMessages } from './view-messages.ts'

const marks: Readonly<Record<'good' | 'bad' | 'neutral', State>> = {
  good: 'succeeded',
  bad: 'failed',
  neutral: 'notStarted',
}

/** What happened to a stage, its tasks and steps, in order of time. */
export function EventsTab({ stage }: { readonly stage: StageRun }) {
  const t = useMessages(viewMessages)
  const keptWords = useKeptWords()
  const events = stageEvents(stage)
  if (events.length === 0) return <p className="lw-run-pad lw-muted">{t('noEvents')}</p>
  return (
    <ol className="lw-run-events" aria-label={t('events')}>
      {events.map(({ at, object, name, reason, message, outcome }, index) => (
        <li key={index} data-object={object}>
          <EventTime at={at} />
          <StateMark state={marks[outcome]} word={reason} />
          <span className="lw-ellipsis" title={keptWords(message)}>
            {name}
            {message === '' ? null : <span className="lw-muted"> {keptWords(message)}</span>}
          </span>
        </li>
      ))}
    </ol>
  )
}

function EventTime({ at }: { readonly at: string }) {
  const format = useFormat()
  const time = useMoment(at)
  return (
    <time dateTime={at} title={format.dateTime(at)} className="lw-num lw-muted">
      {time}
    </time>
  )
}
