import type { RetryCondition } from '#domain/run/retry-conditions.ts'
import type { Run } from '#domain/run/state.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Table } from '#ui/table.tsx'
import { Digest, RelativeTime } from '#ui/values.tsx'
import { retryMessages } from './retry-messages.ts'

interface RetryDialogProps {
  readonly run: Run
  readonly conditions: readonly RetryCondition[]
  readonly isPending: boolean
  readonly onRetry: () => void
  readonly onClose: () => void
}

/** What has changed around a run since it began, before it is tried again. Opens only where something has. */
export function RetryDialog({ run, conditions, isPending, onRetry, onClose }: RetryDialogProps) {
  const t = useMessages(retryMessages)
  const isRefused = conditions.some(({ refuses }) => refuses)
  const changed = conditions.filter(({ outcome }) => outcome === 'differs' || outcome === 'kept')
  const open = conditions.filter(({ outcome }) => outcome === 'not-proven')
  return (
    <Dialog
      isOpen
      title={t('title', { number: run.number })}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('cancel')}</Button>
          <Button kind="primary" isPending={isPending} reason={isRefused ? t('refused') : undefined} onPress={onRetry}>
            {t('go')}
          </Button>
        </>
      }
    >
      <p>{isRefused ? t('refused') : t('help')}</p>
      <Table
        label={t('title', { number: run.number })}
        rows={changed}
        rowKey={({ kind, name, stage = '' }) => `${kind} ${name} ${stage}`}
        columns={[
          {
            id: 'what',
            title: t('what'),
            isRowHeader: true,
            render: ({ kind, name }) => (kind === 'target' ? t('target', { name }) : t('secret', { name })),
          },
          { id: 'before', title: t('before'), render: (row) => <Side condition={row} text={row.before} /> },
          { id: 'after', title: t('after'), render: (row) => <Side condition={row} text={row.after} /> },
          {
            id: 'outcome',
            title: t('outcome'),
            render: ({ outcome, refuses }) =>
              refuses ? t('wouldDiffer') : outcome === 'kept' ? t('kept') : t('differs'),
          },
        ]}
      />
      {open.length === 0 ? null : (
        <details>
          <summary>{t('notProven')}</summary>
          <ul>
            {open.map(({ name }) => (
              <li key={name}>{name}</li>
            ))}
          </ul>
        </details>
      )}
    </Dialog>
  )
}

function Side({
  condition: { kind, outcome },
  text,
}: {
  readonly condition: RetryCondition
  readonly text: string | undefined
}) {
  const t = useMessages(retryMessages)
  if (text === undefined || text === '') return t('nothing')
  if (kind === 'target') return <Digest digest={text} />
  return outcome === 'kept' ? t('version', { version: text }) : <RelativeTime at={text} ago />
}

/** Whether there is anything to be seen before a retry. */
export function hasChanged(conditions: readonly RetryCondition[]): boolean {
  return conditions.some(({ outcome }) => outcome === 'differs' || outcome === 'kept')
}
