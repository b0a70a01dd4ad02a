import { ArrowDown } from 'lucide-react'
import { useMemo } from 'react'
import type { Evidence, GateView } from '#contract/gate-evidence.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { type State, StateMark } from '#ui/state-mark.tsx'
import { type ApplicationChange, changesOf, isUntouched } from './changes.ts'
import { changesMessages } from './changes-messages.ts'
import { decisionId } from './decision-id.ts'
import './gate-changes.css'

/** How many values are listed one by one. */
const mostValues = 4

interface GateChangesProps {
  readonly view: GateView
  readonly evidence: Evidence
}

/** What will change, in a few words per application, for somebody who decides about a line they have never seen. */
export function GateChanges({ view, evidence }: GateChangesProps) {
  const t = useMessages(changesMessages)
  const changes = useMemo(() => changesOf(evidence), [evidence])
  const isOver = view.gate.closedAt !== undefined
  return (
    <Card title={t(isOver ? 'hasChanged' : 'willChange')} aside={<TestsMark tests={evidence.tests} />}>
      <ul className="lw-gate-changes">
        {changes.map((change) => (
          <li key={change.application}>
            <strong>{change.application}</strong>
            <div>
              <Version change={change} />
              <Details change={change} />
            </div>
          </li>
        ))}
      </ul>
      {isOver ? null : (
        <p className="lw-gate-jump">
          <Button kind="quiet" icon={<ArrowDown size={16} aria-hidden />} onPress={showDecision}>
            {t('decide')}
          </Button>
        </p>
      )}
    </Card>
  )
}

/** The versions before and after, with the message of the newest commit. */
function Version({ change }: { readonly change: ApplicationChange }) {
  const t = useMessages(changesMessages)
  const { from, to, commits, takenBack, isFirst } = change
  const [newest] = commits
  const [lost] = takenBack
  return (
    <>
      {isUntouched(change) ? <p className="lw-muted">{t('nothing')}</p> : null}
      {isFirst ? <p>{t('firstTime')}</p> : null}
      {newest === undefined ? null : (
        <p>
          <code>{from === undefined || to === undefined ? to : t('fromTo', { from, to })}</code> <q>{newest.message}</q>{' '}
          <More count={commits.length - 1} />
        </p>
      )}
      {lost === undefined ? null : (
        <p className="lw-gate-lost">
          {t.nodes('takesBack', { message: <q>{lost.message}</q> })} <More count={takenBack.length - 1} />
        </p>
      )}
      {change.pipelines.map((pipeline) => (
        <p key={pipeline}>{t.nodes('runs', { pipeline: <code>{pipeline}</code> })}</p>
      ))}
    </>
  )
}

/** How many more commits there are. */
function More({ count }: { readonly count: number }) {
  const t = useMessages(changesMessages)
  return count === 0 ? null : <span className="lw-muted">{t('moreCommits', { count })}</span>
}

function Details({
  change: { hasNewImage, manifests, added, removed, values, isFirst },
}: {
  readonly change: ApplicationChange
}) {
  const t = useMessages(changesMessages)
  const shown = isFirst ? [] : values.slice(0, mostValues)
  const rest = isFirst ? 0 : values.length - shown.length
  if (!hasNewImage && manifests === 0 && shown.length === 0) return null
  return (
    <ul className="lw-gate-chips">
      {hasNewImage ? <li>{t('newImage')}</li> : null}
      {shown.map(({ parameter, now, after }) => (
        <li key={parameter} className="lw-mono">
          {now === '' ? t('valueSet', { parameter, after }) : t('valueChanges', { parameter, now, after })}
        </li>
      ))}
      {rest > 0 ? <li>{t('moreValues', { count: rest })}</li> : null}
      {manifests === 0 ? null : (
        <li>
          {t('manifestsChange', { count: manifests })}{' '}
          <span className="lw-muted">{t('lines', { added, removed })}</span>
        </li>
      )}
    </ul>
  )
}

function TestsMark({ tests }: { readonly tests: Evidence['tests'] }) {
  const t = useMessages(changesMessages)
  const failed = tests.filter(({ state }) => state !== 'succeeded').length
  const [state, word]: [State, string] =
    tests.length === 0
      ? ['notStarted', t('testsNone')]
      : failed > 0
        ? ['failed', t('testsBad', { failed, all: tests.length })]
        : ['succeeded', t('testsOk', { count: tests.length })]
  return <StateMark state={state} word={word} />
}

/** On a phone the decision is below all that there is to read. */
function showDecision(): void {
  const decision = document.getElementById(decisionId)
  decision?.scrollIntoView({ block: 'start' })
  // Not its first field, whose keyboard would cover the form.
  decision?.focus({ preventScroll: true })
}
