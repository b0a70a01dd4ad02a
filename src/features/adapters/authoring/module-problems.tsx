import type { Place } from '#domain/problem.ts'
import { ProblemPanel } from '#ui/page/problem-panel.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { authoringMessages } from './authoring-messages.ts'
import type { ModuleCheck } from './use-module-check.ts'

interface ModuleProblemsProps extends ModuleCheck {
  /** The module's path, cut off from the names of its files. */
  readonly path: string
  readonly isChanged: boolean
  readonly onOpen: (place: Place) => void
}

/** What the compiler says about the draft; pressing a problem opens its place. */
export function ModuleProblems({ path, findings, problem, isRunning, isChanged, onOpen }: ModuleProblemsProps) {
  const t = useMessages(authoringMessages)
  const isClean = isChanged && findings.length === 0 && problem === undefined
  return (
    <section className="lw-authoring-problems" aria-label={t('problems')}>
      <p className="lw-muted" role="status">
        {isRunning ? t('checking') : isClean ? t('noProblems') : ''}
      </p>
      {problem === undefined ? null : <ProblemPanel problem={problem} />}
      <ul>
        {findings.map((finding, index) => (
          <li key={index}>
            <button type="button" className="lw-text-button" onClick={() => onOpen(finding.place)}>
              <span className="lw-mono lw-muted">{placeText(finding.place).replace(`${path}/`, '')}</span>
              <span className="lw-authoring-problem">{finding.message.replaceAll(`${path}/`, '')}</span>
            </button>
          </li>
        ))}
      </ul>
      {isChanged ? <p className="lw-muted">{t('kept')}</p> : null}
    </section>
  )
}

function placeText({ document = '', line, column }: Place): string {
  return [document, line, column].filter((part) => part !== undefined).join(':')
}
