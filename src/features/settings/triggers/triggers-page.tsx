import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Pencil, Play, Timer, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'react-router'
import { createTrigger, fireTrigger, removeTrigger, type TriggerView } from '#contract/triggers.ts'
import { useRights } from '#client/access.ts'
import { pathTo } from '#client/paths.ts'
import { usePlatform } from '#client/platform.ts'
import { problemOf } from '#client/problems.ts'
import { outlineOptions } from '#client/queries/outline.ts'
import { triggersOptions } from '#client/queries/triggers.ts'
import { useProjectName } from '#client/use-project.ts'
import { Button, IconButton } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { EmptyState } from '#ui/page/empty-state.tsx'
import { useFormat } from '#ui/i18n/format.ts'
import { offerUndo } from '#parts/offer-undo.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Badge } from '#ui/marks.tsx'
import { useOffReason } from '#parts/off-reason.ts'
import { ProblemPanel } from '#ui/page/problem-panel.tsx'
import { Select } from '#ui/fields/select.tsx'
import { Skeleton } from '#ui/page/skeleton.tsx'
import { type Column, WideTable } from '#ui/tables/table.tsx'
import { showToast } from '#ui/overlays/toast.tsx'
import { useFocusStays } from '#ui/use-focus-stays.ts'
import { useAddress } from '#ui/use-address.ts'
import { FiringMark } from './firing-mark.tsx'
import { Firings } from './firings.tsx'
import { settingsMessages } from '../messages.ts'
import { SettingsFrame } from '../settings-frame.tsx'
import { TriggerDialog } from './trigger-dialog.tsx'
import { triggerMessages } from './trigger-messages.ts'

const allLines = '-'

/** What starts runs without a person. The URL names the line in view and the trigger whose history is open. */
export function TriggersPage() {
  const t = useMessages(triggerMessages)
  const words = useMessages(settingsMessages)
  const project = useProjectName()
  const { client } = usePlatform()
  const cache = useQueryClient()
  const offReason = useOffReason(project)
  const outline = useQuery(outlineOptions(client, project))
  const triggers = useQuery(triggersOptions(client, project))
  const [edited, setEdited] = useState<TriggerView | 'new'>()
  const [search, setAddress] = useAddress()
  const line = search.get('line') ?? undefined
  const off = offReason('line.edit')
  const refresh = () => void cache.invalidateQueries({ queryKey: [project, 'triggers'] })
  const remove = useMutation({
    mutationFn: ({ id }: TriggerView) => client.ask(removeTrigger, { params: { project, trigger: id } }),
    onSuccess: (_, { id: _id, next: _next, last: _last, address: _address, ...fields }) => {
      offerUndo(words('removeNamed', { name: fields.name }), () =>
        client.ask(createTrigger, { params: { project }, body: fields }).then(refresh),
      )
      refresh()
    },
  })
  const fire = useMutation({
    mutationFn: ({ id }: TriggerView) => client.ask(fireTrigger, { params: { project, trigger: id } }),
    onSuccess: (firing) => {
      if (firing.run !== undefined) showToast({ text: t('started', { number: firing.run.number }) })
      refresh()
    },
  })
  const rows = (triggers.data?.triggers ?? []).filter((trigger) => line === undefined || concerns(trigger, line))
  // A button that removes its row goes with it.
  const { place, hold } = useFocusStays<HTMLDivElement>(rows.length)
  const shown = rows.find(({ id }) => id === search.get('trigger'))
  const failure = triggers.error ?? outline.error ?? remove.error ?? fire.error
  return (
    <SettingsFrame
      section="triggers"
      note={t('note')}
      aside={
        <Button kind="primary" icon={<Timer size={16} aria-hidden />} reason={off} onPress={() => setEdited('new')}>
          {t('add')}
        </Button>
      }
    >
      {failure === null ? null : <ProblemPanel problem={problemOf(failure)} />}
      {(outline.data?.lines.length ?? 0) < 2 ? null : (
        <div className="lw-row">
          <Select
            label={t('line')}
            value={line ?? allLines}
            choices={[
              { id: allLines, title: t('allLines') },
              ...(outline.data?.lines ?? []).map(({ name }) => ({ id: name, title: name })),
            ]}
            onChange={(chosen) =>
              setAddress({ line: chosen === allLines ? undefined : chosen, trigger: undefined }, 'push')
            }
          />
        </div>
      )}
      <Card title={words('triggers')} badge={<Badge>{rows.length}</Badge>}>
        <div ref={place} {...hold} tabIndex={-1} role="group" aria-label={words('triggers')}>
          {triggers.isPending ? <Skeleton rows={3} /> : null}
          {triggers.isSuccess && rows.length === 0 ? (
            <EmptyState icon={<Timer size={24} />} title={t('none')} text={t('noneText')} />
          ) : null}
          {rows.length === 0 ? null : (
            <TriggerTable
              project={project}
              triggers={rows}
              onShow={({ id }) => setAddress({ trigger: id }, 'push')}
              onFire={fire.mutate}
              onEdit={setEdited}
              onRemove={remove.mutate}
            />
          )}
        </div>
      </Card>
      {shown === undefined ? null : <Firings project={project} trigger={shown} />}
      {edited === undefined || outline.data === undefined ? null : (
        <TriggerDialog
          project={project}
          outline={outline.data}
          trigger={edited === 'new' ? undefined : edited}
          line={line}
          onClose={() => setEdited(undefined)}
        />
      )}
    </SettingsFrame>
  )
}

interface TriggerTableProps {
  readonly project: string
  readonly triggers: readonly TriggerView[]
  /** Shows a trigger's history. */
  readonly onShow: (trigger: TriggerView) => void
  readonly onFire: (trigger: TriggerView) => void
  readonly onEdit: (trigger: TriggerView) => void
  readonly onRemove: (trigger: TriggerView) => void
}

function TriggerTable({ project, triggers, onShow, onFire, onEdit, onRemove }: TriggerTableProps) {
  const t = useMessages(triggerMessages)
  const words = useMessages(settingsMessages)
  const rights = useRights(project)
  const fireOff = useOffReason(project)('run.start')
  const columns: readonly Column<TriggerView>[] = [
    {
      id: 'name',
      title: words('name'),
      isRowHeader: true,
      render: ({ name, enabled }) => (enabled ? name : `${name} (${words('disabled')})`),
    },
    {
      id: 'line',
      title: t('line'),
      render: (trigger) => <Link to={pathTo('line', { project, line: trigger.line })}>{trigger.line}</Link>,
    },
    { id: 'when', title: t('when'), grows: true, render: (trigger) => <When project={project} trigger={trigger} /> },
    {
      id: 'last',
      title: t('last'),
      render: ({ last }) => (last === undefined ? null : <FiringMark project={project} firing={last} />),
    },
    {
      id: 'act',
      title: words('actions'),
      isTitleHidden: true,
      align: 'right',
      render: (trigger) => (
        <span className="lw-row">
          <Button kind="quiet" onPress={() => onShow(trigger)}>
            {t('showFirings')}
          </Button>
          <Button
            kind="quiet"
            icon={<Play size={16} aria-hidden />}
            reason={fireOff}
            aria-label={`${t('fire')}: ${trigger.name}`}
            onPress={() => onFire(trigger)}
          >
            {t('fire')}
          </Button>
          {rights.may('line.edit') ? (
            <>
              <IconButton label={words('editNamed', { name: trigger.name })} onPress={() => onEdit(trigger)}>
                <Pencil size={16} aria-hidden />
              </IconButton>
              <IconButton label={words('removeNamed', { name: trigger.name })} onPress={() => onRemove(trigger)}>
                <Trash2 size={16} aria-hidden />
              </IconButton>
            </>
          ) : null}
        </span>
      ),
    },
  ]
  return <WideTable label={words('triggers')} columns={columns} rows={triggers} rowKey={({ id }) => id} />
}

/** Whether a trigger starts a line or follows its runs. */
function concerns({ line, on }: TriggerView, name: string): boolean {
  return line === name || (on.kind === 'run' && on.line === name)
}

function When({ project, trigger: { on, next } }: { readonly project: string; readonly trigger: TriggerView }) {
  const t = useMessages(triggerMessages)
  const format = useFormat()
  if (on.kind === 'push')
    return (
      <span>{t('onPush', { branches: format.list([...on.branches, ...on.tags]), repository: on.repository })}</span>
    )
  if (on.kind === 'run')
    return (
      <span>{t.nodes('onRun', { line: <Link to={pathTo('line', { project, line: on.line })}>{on.line}</Link> })}</span>
    )
  return (
    <span className="lw-row lw-wrap">
      <code>{on.cron}</code> {on.timeZone}
      {next === undefined ? null : <small className="lw-muted">{t('nextAt', { when: format.planned(next) })}</small>}
    </span>
  )
}
