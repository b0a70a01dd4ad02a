import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Outline } from '#contract/outline.ts'
import { createTrigger, updateTrigger, type TriggerView } from '#contract/triggers.ts'
import { usePlatform } from '#client/platform.ts'
import { secretsOptions } from '#client/queries/secrets.ts'
import { triggersOptions } from '#client/queries/triggers.ts'
import { circleOf } from '#domain/triggers/chain.ts'
import { useRefusal } from '#parts/findings/use-refusal.ts'
import { useTyped } from '#parts/use-typed.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/overlays/dialog.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { ProblemPanel } from '#ui/page/problem-panel.tsx'
import { Segmented } from '#ui/fields/segmented.tsx'
import { Select } from '#ui/fields/select.tsx'
import { Switch } from '#ui/fields/switch.tsx'
import { TextField } from '#ui/fields/text-field.tsx'
import { settingsMessages } from '../messages.ts'
import { PushFields, RunFields, ScheduleFields } from './trigger-causes.tsx'
import { draftOf, fieldsOf, readInputs, triggerDraftSchema, withKind, type TriggerDraft } from './trigger-form.ts'
import { triggerMessages } from './trigger-messages.ts'

/** Explains which values of the cause the inputs can use. */
const inputsHelp = { push: 'inputsHelp', run: 'inputsHelpRun', schedule: 'inputsHelpTime' } as const

interface TriggerDialogProps {
  readonly project: string
  readonly outline: Outline
  /** The trigger to edit; undefined for a new one. */
  readonly trigger: TriggerView | undefined
  readonly line: string | undefined
  readonly onClose: () => void
}

export function TriggerDialog({ project, outline, trigger, line, onClose }: TriggerDialogProps) {
  const t = useMessages(triggerMessages)
  const words = useMessages(settingsMessages)
  const { client } = usePlatform()
  const cache = useQueryClient()
  const secrets = useQuery(secretsOptions(client, project))
  const known = useQuery(triggersOptions(client, project))
  const [draft, setDraft] = useTyped(`trigger/${trigger?.id ?? ''}`, triggerDraftSchema, () =>
    draftOf(trigger, line ?? outline.lines[0]?.name ?? ''),
  )
  const [isChecked, setChecked] = useState(false)
  const change = (part: Partial<TriggerDraft>) => setDraft({ ...draft, ...part })
  const fields = fieldsOf(draft)
  const circle = circleOf(
    { line: draft.line, on: { kind: 'run', line: draft.kind === 'run' ? draft.after : '' } },
    (known.data?.triggers ?? []).filter(({ id }) => id !== trigger?.id),
  )
  const save = useMutation({
    mutationFn: (body: NonNullable<typeof fields>) =>
      trigger === undefined
        ? client.ask(createTrigger, { params: { project }, body })
        : client.ask(updateTrigger, { params: { project, trigger: trigger.id }, body }),
    onSuccess: () => {
      onClose()
      void cache.invalidateQueries({ queryKey: [project, 'triggers'] })
    },
  })
  const refusal = useRefusal(save.error, ['name', 'line'])
  function submit(): void {
    setChecked(true)
    if (fields !== undefined && circle === undefined) save.mutate(fields)
  }
  const kinds = [
    { id: 'push', title: t('push') },
    { id: 'run', title: t('run') },
    { id: 'schedule', title: t('schedule') },
  ] as const
  return (
    <Dialog
      isOpen
      title={trigger === undefined ? t('add') : words('editNamed', { name: trigger.name })}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{words('cancel')}</Button>
          <Button kind="primary" isPending={save.isPending} onPress={submit}>
            {words('save')}
          </Button>
        </>
      }
    >
      <TextField
        label={words('name')}
        isRequired
        autoFocus
        value={draft.name}
        error={isChecked && draft.name.trim() === '' ? words('missing') : refusal.at('name')}
        onChange={(name) => change({ name })}
      />
      <Select
        label={t('line')}
        error={refusal.at('line')}
        value={draft.line}
        choices={outline.lines.map(({ name }) => ({ id: name, title: name }))}
        onChange={(chosen) => change({ line: chosen })}
      />
      <Segmented
        label={t('kind')}
        choices={kinds}
        selected={draft.kind}
        onSelect={(id) => setDraft(withKind(draft, kinds.find((kind) => kind.id === id)?.id ?? 'push'))}
      />
      {draft.kind === 'push' ? (
        <PushFields
          draft={draft}
          isChecked={isChecked}
          repositories={outline.repositories}
          secrets={secrets.data?.secrets ?? []}
          address={trigger?.address}
          onChange={change}
        />
      ) : draft.kind === 'run' ? (
        <RunFields
          draft={draft}
          isChecked={isChecked}
          lines={outline.lines.map(({ name }) => name)}
          circle={circle}
          onChange={change}
        />
      ) : (
        <ScheduleFields draft={draft} onChange={change} />
      )}
      <TextField
        label={t('inputs')}
        help={t(inputsHelp[draft.kind])}
        rows={3}
        mono
        value={draft.inputs}
        error={readInputs(draft.inputs) === undefined ? t('inputsWrong') : undefined}
        onChange={(inputs) => change({ inputs })}
      />
      <Switch isSelected={draft.enabled} onChange={(enabled) => change({ enabled })}>
        {words('enabled')}
      </Switch>
      {refusal.rest === undefined ? null : <ProblemPanel problem={refusal.rest} />}
    </Dialog>
  )
}
