import { useNavigate } from 'react-router'
import type { z } from 'zod'
import type { readRetry } from '#contract/retries.ts'
import { pathTo } from '#client/paths.ts'
import type { RetryCondition } from '#domain/run/retry/retry-conditions.ts'
import type { Run } from '#domain/run/state.ts'
import { useKeptWords } from '#parts/use-kept-words.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/overlays/dialog.tsx'
import { useFormat } from '#ui/i18n/format.ts'
import { Fact } from '#ui/text/fact.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Table } from '#ui/tables/table.tsx'
import { Digest, RelativeTime } from '#ui/text/values.tsx'
import { retryMessages } from './retry-messages.ts'
import './retry-dialog.css'

/** What a further attempt would run, what it would keep, and what has changed around it. */
export type Outlook = z.output<typeof readRetry.response>

interface RetryDialogProps {
  readonly run: Run
  /** The stage to restart from; undefined to retry what has failed. */
  readonly from: string | undefined
  readonly outlook: Outlook
  readonly isPending: boolean
  readonly onGo: () => void
  readonly onClose: () => void
}

/**
 * Shows what a further attempt would touch: inputs that stay the same, conditions that have changed, and what cannot be
 * proven.
 */
export function RetryDialog({ run, from, outlook, isPending, onGo, onClose }: RetryDialogProps) {
  const t = useMessages(retryMessages)
  const keptWords = useKeptWords()
  const format = useFormat()
  const navigate = useNavigate()
  const { conditions, again, kept, gatesKept } = outlook
  const asking = Object.values(run.gates)
    .filter(({ gate, state, rule }) => state === 'passed' && rule?.requiredApprovals !== 0 && !gatesKept.includes(gate))
    .map(({ gate }) => gate)
  const isRefused = conditions.some(({ refuses }) => refuses)
  const changed = conditions.filter(({ outcome }) => outcome === 'differs' || outcome === 'kept')
  const images = conditions.flatMap(({ kind, outcome, name }) => (kind === 'image' && outcome === 'same' ? [name] : []))
  const open = conditions.filter(({ outcome }) => outcome === 'not-proven')
  const title = from === undefined ? t('title', { number: run.number }) : t('titleFrom', { number: run.number, from })
  return (
    <Dialog
      isOpen
      size={changed.length === 0 ? 'normal' : 'wide'}
      title={title}
      onClose={onClose}
      cancels
      actions={
        isRefused ? (
          <Button
            kind="primary"
            onPress={() => void navigate(pathTo('newRun', { project: run.project, line: run.line }, { from: run.id }))}
          >
            {t('newRun')}
          </Button>
        ) : (
          <Button kind="primary" isPending={isPending} onPress={onGo}>
            {t(from === undefined ? 'go' : 'goFrom')}
          </Button>
        )
      }
    >
      {isRefused ? <p role="alert">{t('refused')}</p> : null}
      <dl className="lw-run-facts lw-retry-facts">
        <Fact name={t('again')}>{format.list(again)}</Fact>
        <Fact name={t('keeps')}>{kept.length === 0 ? t('nothing') : format.list(kept)}</Fact>
        {gatesKept.length === 0 ? null : <Fact name={t('gatesKept')}>{format.list(gatesKept)}</Fact>}
        {asking.length === 0 ? null : <Fact name={t('gatesAsking')}>{format.list(asking)}</Fact>}
        <Fact name={t('same')}>
          {t('frozen')} <Digest digest={run.snapshot} />
          {images.length === 0 ? null : <p>{t('imagesSame', { images: format.list(images) })}</p>}
        </Fact>
      </dl>
      {changed.length === 0 ? (
        <p className="lw-muted">{t('unchanged')}</p>
      ) : (
        <>
          <p>{t('changed')}</p>
          <div className="lw-scroll-x lw-retry-changes" tabIndex={0} role="group" aria-label={t('what')}>
            <Changes title={title} changed={changed} />
          </div>
        </>
      )}
      {open.length === 0 ? null : (
        <details className="lw-retry-open" open={from !== undefined}>
          <summary>{t('notProven')}</summary>
          <ul>
            {open.map(({ name, reason }) => (
              <li key={name}>
                {reason === undefined
                  ? keptWords(name)
                  : t('because', { what: keptWords(name), why: keptWords(reason) })}
              </li>
            ))}
          </ul>
        </details>
      )}
    </Dialog>
  )
}

function Changes({ title, changed }: { readonly title: string; readonly changed: readonly RetryCondition[] }) {
  const t = useMessages(retryMessages)
  return (
    <Table
      label={title}
      rows={changed}
      rowKey={({ kind, name, stage = '' }) => `${kind} ${name} ${stage}`}
      columns={[
        {
          id: 'what',
          title: t('what'),
          isRowHeader: true,
          wraps: true,
          render: ({ kind, name }) => (kind === 'workspace' || kind === 'other' ? t('workspace') : t(kind, { name })),
        },
        { id: 'before', title: t('before'), render: (row) => <Side condition={row} text={row.before} isNow={false} /> },
        { id: 'after', title: t('after'), render: (row) => <Side condition={row} text={row.after} isNow /> },
        {
          id: 'outcome',
          title: t('outcome'),
          render: ({ outcome, refuses }) =>
            refuses ? t('wouldDiffer') : outcome === 'kept' ? t('kept') : t('differs'),
        },
      ]}
    />
  )
}

function Side({
  condition: { kind, outcome },
  text,
  isNow,
}: {
  readonly condition: RetryCondition
  readonly text: string | undefined
  readonly isNow: boolean
}) {
  const t = useMessages(retryMessages)
  if (text === undefined || text === '') return t('nothing')
  if (kind === 'target' || kind === 'image') return <Digest digest={text} />
  if (kind === 'workspace') return isNow ? t('removed') : t('there')
  if (outcome === 'kept') return t('version', { version: text })
  return isNow ? t.nodes('setAgain', { when: <RelativeTime at={text} ago /> }) : t('asItWas')
}

/** Whether something has changed that people should see before a retry. */
export function hasChanged({ conditions }: Outlook): boolean {
  return conditions.some(({ outcome }) => outcome === 'differs' || outcome === 'kept')
}
