import { Link, useLocation } from 'react-router'
import type { StageRun } from '#domain/run/state.ts'
import { formatLineAnchor } from '#domain/logs/line-anchor.ts'
import { CopyButton } from '#ui/copy-button.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import type { Excerpt } from '#domain/run/failure/diagnose-log.ts'
import { failureMessages } from './failure-messages.ts'
import { addressOf, type StepAddress } from '../run-words.ts'

export interface ErrorLinesProps {
  readonly excerpt: Excerpt
  readonly stage: StageRun
  readonly failed: StepAddress
}

/** Lines around the error, with a link to them in the log. */
export function ErrorLines({ excerpt: { from, lines, error }, stage, failed }: ErrorLinesProps) {
  const f = useMessages(failureMessages)
  const { pathname, search } = useLocation()
  const number = from === undefined ? undefined : from + (error ?? 0) + 1
  const query = new URLSearchParams(search)
  query.set('stage', stage.stage)
  query.delete('of')
  for (const [key, value] of Object.entries(addressOf(stage, failed))) if (value !== undefined) query.set(key, value)
  const isError = error !== undefined
  const title =
    number === undefined
      ? f(isError ? 'errorUncounted' : 'lastUncounted')
      : f(isError ? 'errorLines' : 'lastLines', { number })
  return (
    <section className="lw-error-lines" data-error={isError} aria-label={title}>
      <header>
        {number === undefined ? (
          <span>{title}</span>
        ) : (
          <Link
            to={{
              pathname,
              search: query.toString(),
              hash: formatLineAnchor({ step: failed.step.name, from: number, to: number }),
            }}
            replace
            title={f('openLine', { number })}
          >
            {title}
          </Link>
        )}
        <CopyButton text={lines.join('\n')} />
      </header>
      {/* A scrolling region must be reachable by keyboard (WCAG 2.1.1). */}
      <ol className="lw-mono" tabIndex={0} start={(from ?? 0) + 1}>
        {lines.map((text, index) => (
          <li key={index} data-error={index === error || undefined}>
            {text}
          </li>
        ))}
      </ol>
    </section>
  )
}
