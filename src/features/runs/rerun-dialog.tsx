import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Play } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useNavigate } from 'react-router'
import { pathTo } from '#client/paths.ts'
import { usePlatform } from '#client/platform.ts'
import { worldOptions } from '#client/queries/world.ts'
import { startRun } from '#contract/runs.ts'
import type { Field } from '#domain/adapters/description.ts'
import { normalise } from '#domain/ids.ts'
import { inputFields, missingInputs } from '#domain/line/input-fields.ts'
import type { Snapshot } from '#domain/run/snapshot.ts'
import type { Run } from '#domain/run/state.ts'
import { LineInputs } from '#parts/forms/line-inputs.tsx'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { ProblemPanel } from '#ui/problem-panel.tsx'
import { TextField } from '#ui/text-field.tsx'
import { runMessages } from './messages.ts'

const noFields: ReadonlyMap<string, Field> = new Map()

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
  const line = snapshot.line
  const inputs = line.spec.params ?? []
  const values = { ...snapshot.inputs, ...typed }
  const world = useQuery(worldOptions(client, project)).data?.world
  const fields = useMemo(() => (world === undefined ? noFields : inputFields(line, world)), [line, world])
  const starting = useMutation({
    mutationFn: () =>
      client.call(startRun, {
        params: { project, line: run.line },
        body: {
          inputs: Object.fromEntries(inputs.map(({ name }) => [name, normalise(values[name] ?? '')])),
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
            isDisabled={missingInputs(inputs, values).length > 0}
            isPending={starting.isPending}
            onPress={() => starting.mutate()}
          >
            {t('rerunStart')}
          </Button>
        </>
      }
    >
      <p className="lw-muted">{t('rerunHelp', { number: run.number })}</p>
      <LineInputs
        inputs={inputs}
        fields={fields}
        typed={typed}
        onChange={setTyped}
        before={{ values: snapshot.inputs, note: t('rerunAsIn', { number: run.number }) }}
      />
      <TextField label={t('rerunNote')} value={note} onChange={setNote} />
      {starting.data !== undefined && !starting.data.ok ? <ProblemPanel problem={starting.data.error.problem} /> : null}
    </Dialog>
  )
}
