import { Link, useLocation } from 'react-router'
import { formatLineAnchor } from '#domain/logs/line-anchor.ts'
import { CopyButton } from '#ui/copy-button.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { failureMessages } from './failure-messages.ts'
import type { StepAddress } from '../run-words.ts'

export interface ErrorLinesProps {
  /** Number of the first line, from 0. */
  readonly from: number
  readonly lines: readonly string[]
  /** The first error, from 0; without one these are the last lines. */
  readonly line: number | undefined
  readonly stage: string
  readonly failed: StepAddress
}

/** Lines of the failed step's log; their heading leads to them there. */
export function ErrorLines({ from, lines, line, stage, failed }: ErrorLinesProps) {
  const f = useMessages(failureMessages)
  const { pathname, search } = useLocation()
  const number = (line ?? from) + 1
  const query = new URLSearchParams(search)
  query.set('stage', stage)
  query.set('task', failed.task.pipelineTask)
  query.set('step', failed.step.name)
  const hash = formatLineAnchor({ step: failed.step.name, from: number, to: number })
  const title = f(line === undefined ? 'lastLines' : 'errorLines', { number })
  return (
    <section className="lw-error-lines" data-error={line !== undefined} aria-label={title}>
      <header>
        <Link to={{ pathname, search: query.toString(), hash }} replace title={f('openLine', { number })}>
          {title}
        </Link>
        <CopyButton text={lines.join('\n')} />
      </header>
      {/* A scrolling region must be reachable by keyboard (WCAG 2.1.1). */}
      <ol className="lw-mono" tabIndex={0} start={from + 1}>
        {lines.map((text, index) => (
          <li key={from + index} value={from + index + 1} data-error={from + index === line || undefined}>
            {text}
          </li>
        ))}
      </ol>
    </section>
  )
}
