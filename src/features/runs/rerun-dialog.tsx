import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Play } from 'lucide-react'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { pathTo } from '#client/paths.ts'
import { usePlatform } from '#client/platform.ts'
import { startRun } from '#contract/runs.ts'
import { normalise } from '#domain/ids.ts'
import type { Snapshot } from '#domain/run/snapshot.ts'
import type { Run } from '#domain/run/state.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { ProblemPanel } from '#ui/problem-panel.tsx'
import { TextField } from '#ui/text-field.tsx'
import { runMessages } from './messages.ts'

/** A new run of the same line, filled in with what this run was started with. The same press never starts two runs. */
export function RerunDialog({
  project,
  run,
  snapshot,
  onClose,
}: {
  readonly project: string
  readonly run: Run
  readonly snapshot: Snapshot
  readonly onClose: () => void
}) {
  const t = useMessages(runMessages)
  const { client } = usePlatform()
  const cache = useQueryClient()
  const navigate = useNavigate()
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({})
  const [note, setNote] = useState(run.note)
  const [key] = useState(() => crypto.randomUUID())
  const inputs = (snapshot.line.spec.params ?? []).map(({ name, description }) => ({
    name,
    description,
    before: snapshot.inputs[name] ?? '',
    value: typed[name] ?? snapshot.inputs[name] ?? '',
  }))
  const starting = useMutation({
    mutationFn: () =>
      client.call(startRun, {
        params: { project, line: run.line },
        body: {
          inputs: Object.fromEntries(inputs.map(({ name, value }) => [name, normalise(value)])),
          note,
          idempotencyKey: key,
        },
      }),
    async onSuccess(answer) {
      if (!answer.ok) return
      await cache.invalidateQueries({ queryKey: [project, 'runs'] })
      await navigate(pathTo('run', { project, run: answer.value.id }))
      onClose()
    },
  })
  return (
    <Dialog
      isOpen
      title={t('rerunTitle', { line: run.line })}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('dismiss')}</Button>
          <Button
            kind="primary"
            icon={<Play size={16} aria-hidden />}
            isDisabled={inputs.some(({ value }) => value === '')}
            isPending={starting.isPending}
            onPress={() => starting.mutate()}
          >
            {t('rerunStart')}
          </Button>
        </>
      }
    >
      <p className="lw-muted">{t('rerunHelp', { number: run.number })}</p>
      {inputs.map(({ name, description, before, value }, index) => (
        <TextField
          key={name}
          label={name}
          mono
          isRequired
          autoFocus={index === 0}
          value={value}
          help={value === before ? (description ?? '') : t('rerunChanged', { before })}
          onChange={(next) => setTyped({ ...typed, [name]: next })}
        />
      ))}
      <TextField label={t('rerunNote')} value={note} onChange={setNote} />
      {starting.data !== undefined && !starting.data.ok ? <ProblemPanel problem={starting.data.error.problem} /> : null}
    </Dialog>
  )
}
