import { useQuery } from '@tanstack/react-query'
import type { TriggerView } from '#contract/triggers.ts'
import { usePlatform } from '#client/platform.ts'
import { problemOf } from '#client/problems.ts'
import { firingsOptions } from '#client/queries/triggers.ts'
import { Card } from '#ui/card.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { ProblemPanel } from '#ui/page/problem-panel.tsx'
import { Table } from '#ui/tables/table.tsx'
import { RelativeTime } from '#ui/text/values.tsx'
import { FiringMark } from './firing-mark.tsx'
import { triggerMessages } from './trigger-messages.ts'

/** The last times a trigger was checked, with the outcomes. */
export function Firings({ project, trigger }: { readonly project: string; readonly trigger: TriggerView }) {
  const t = useMessages(triggerMessages)
  const { client } = usePlatform()
  const firings = useQuery(firingsOptions(client, project, trigger.id))
  const rows = firings.data?.firings ?? []
  return (
    <Card title={t('firings', { name: trigger.name })}>
      {firings.error === null ? null : <ProblemPanel problem={problemOf(firings.error)} />}
      {firings.isSuccess && rows.length === 0 ? <p className="lw-card-pad lw-muted">{t('noFirings')}</p> : null}
      {rows.length === 0 ? null : (
        <Table
          label={t('firings', { name: trigger.name })}
          rows={rows}
          rowKey={({ id }) => id}
          columns={[
            { id: 'at', title: t('last'), isRowHeader: true, render: ({ at }) => <RelativeTime at={at} ago /> },
            { id: 'cause', title: t('when'), render: ({ cause }) => <code>{cause}</code> },
            {
              id: 'result',
              title: t('kind'),
              grows: true,
              render: (firing) => <FiringMark project={project} firing={firing} />,
            },
          ]}
        />
      )}
    </Card>
  )
}
