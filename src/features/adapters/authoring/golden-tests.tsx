import { useMutation } from '@tanstack/react-query'
import { FlaskConical } from 'lucide-react'
import { useState } from 'react'
import { usePlatform } from '#client/platform.ts'
import { problemOf } from '#client/problems.ts'
import { type ChangedFiles, type GoldenOutcomeAnswer, testModuleFiles } from '#contract/authoring.ts'
import { Button } from '#ui/button.tsx'
import { DiffView } from '#ui/diff/diff-view.tsx'
import { EmptyState } from '#ui/page/empty-state.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Badge } from '#ui/marks.tsx'
import { ProblemPanel } from '#ui/page/problem-panel.tsx'
import { goldenMessages } from './golden-messages.ts'

export interface GoldenTestsProps {
  readonly project: string
  readonly module: string
  readonly commit: string
  readonly files: ChangedFiles
  readonly hasTests: boolean
  /** Writes the accepted texts into the draft. */
  readonly onAccept: (texts: Readonly<Record<string, string>>) => void
  readonly onOpen: (file: string) => void
  /** Writes a first golden test; undefined if the open file defines no adapter. */
  readonly onAddFirst?: () => void
}

/** Runs the module's golden tests over the draft, shows the differences, and can accept them as expected. */
export function GoldenTests(props: GoldenTestsProps) {
  const { project, module, commit, files, hasTests, onAccept, onOpen, onAddFirst } = props
  const t = useMessages(goldenMessages)
  const { client } = usePlatform()
  const [accepted, setAccepted] = useState<ReadonlySet<string>>(new Set())
  const run = useMutation({
    mutationFn: async (changed: ChangedFiles) => {
      const body = { module, commit, files: changed }
      return { changed, ...(await client.ask(testModuleFiles, { params: { project }, body })) }
    },
    onSuccess: () => setAccepted(new Set()),
  })
  if (!hasTests)
    return (
      <EmptyState
        icon={<FlaskConical size={20} />}
        title={t('none')}
        text={t('noneText')}
        action={onAddFirst === undefined ? undefined : <Button onPress={onAddFirst}>{t('addFirst')}</Button>}
      />
    )
  const outcomes = run.data?.outcomes ?? []
  const differing = outcomes.filter((one) => canAccept(one) && !accepted.has(one.file))
  function accept(chosen: readonly GoldenOutcomeAnswer[]): void {
    onAccept(Object.fromEntries(chosen.map(({ file, actual }) => [file, actual])))
    setAccepted(new Set([...accepted, ...chosen.map(({ file }) => file)]))
  }
  return (
    <div>
      <div className="lw-golden-head">
        <Button isPending={run.isPending} onPress={() => run.mutate(files)}>
          {t('run')}
        </Button>
        <p className="lw-muted" role="status">
          {run.data === undefined
            ? t('notRun')
            : t('passed', { passed: outcomes.filter(({ passed }) => passed).length, all: outcomes.length })}
        </p>
        {run.data !== undefined && accepted.size === 0 && run.data.changed !== files ? (
          <Badge tone="amber">{t('stale')}</Badge>
        ) : null}
        <span className="lw-grow" />
        {differing.length > 1 ? <Button onPress={() => accept(differing)}>{t('acceptAll')}</Button> : null}
      </div>
      {run.isError ? <ProblemPanel problem={problemOf(run.error)} /> : null}
      <ul className="lw-golden-list">
        {outcomes.map((outcome) => (
          <Outcome
            key={`${outcome.testCase} ${outcome.part}`}
            outcome={outcome}
            isAccepted={accepted.has(outcome.file)}
            onAccept={() => accept([outcome])}
            onOpen={onOpen}
          />
        ))}
      </ul>
    </div>
  )
}

interface OutcomeProps {
  readonly outcome: GoldenOutcomeAnswer
  readonly isAccepted: boolean
  readonly onAccept: () => void
  readonly onOpen: (file: string) => void
}

function Outcome({ outcome, isAccepted, onAccept, onOpen }: OutcomeProps) {
  const t = useMessages(goldenMessages)
  const { testCase, part, passed, file, reason, differences } = outcome
  return (
    <li>
      <div className="lw-golden-case">
        <Badge tone={passed ? 'accent' : 'red'}>{t(passed ? 'pass' : 'fail')}</Badge>
        <span className="lw-mono">{testCase}</span>
        <span className="lw-muted">{t(part)}</span>
        <button type="button" className="lw-text-button" onClick={() => onOpen(file)}>
          {t('openFile', { file })}
        </button>
        <span className="lw-grow" />
        {isAccepted ? <Badge tone="amber">{t('accepted')}</Badge> : null}
        {canAccept(outcome) && !isAccepted ? <Button onPress={onAccept}>{t('accept')}</Button> : null}
      </div>
      {reason === undefined ? null : (
        <p className="lw-golden-reason">
          {reason.message}
          {reason.fix === undefined ? null : <span className="lw-muted"> {reason.fix}</span>}
        </p>
      )}
      {isAccepted
        ? null
        : differences.map(({ document, expected, actual }) => (
            <div key={document}>
              {expected === undefined || actual === undefined ? (
                <p className="lw-golden-reason">{t(expected === undefined ? 'tooMany' : 'tooFew', { document })}</p>
              ) : null}
              <DiffView
                label={`${testCase} ${document}`}
                before={expected ?? ''}
                after={actual ?? ''}
                beforeTitle={`${document} · ${t('expected')}`}
                afterTitle={t('actual')}
                sideBySide={false}
              />
            </div>
          ))}
    </li>
  )
}

/** Whether there is actual output to accept. */
function canAccept({ passed, actual }: GoldenOutcomeAnswer): boolean {
  return !passed && actual !== ''
}
