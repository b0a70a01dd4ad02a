import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Play } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useNavigate } from 'react-router'
import { pathTo } from '#client/paths.ts'
import { usePlatform } from '#client/platform.ts'
import { startRun } from '#contract/runs.ts'
import { normalise } from '#domain/ids.ts'
import { problem, type Problem } from '#domain/problem.ts'
import { inputFields, missingInputs } from '#domain/line/input-fields.ts'
import { parseLine } from '#domain/line/parse.ts'
import { LineInputs } from '#parts/forms/line-inputs.tsx'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { ProblemPanel } from '#ui/problem-panel.tsx'
import { Segmented } from '#ui/segmented.tsx'
import { TextField } from '#ui/text-field.tsx'
import { useDesigner, useEditorState } from './designer-context.ts'
import { changedIds } from '#client/change-set/editor.ts'
import { designerMessages } from './messages.ts'
import { publishChanges } from '#client/change-set/publish-changes.ts'

type Outcome = { readonly run: string } | { readonly problem: Problem }

/** The start form: what to run, the line's inputs, a note. The same press never starts two runs. */
export function StartDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useMessages(designerMessages)
  const { project, line: name, editor, view, editable } = useDesigner()
  const { client } = usePlatform()
  const cache = useQueryClient()
  const navigate = useNavigate()
  const state = useEditorState(editor)
  const base = state.bases[editor.subject]
  const hasDraft = changedIds(state).length > 0
  const isSound = !view.findings.some((finding) => finding.severity === 'error')
  const [what, setWhat] = useState(hasDraft && editable ? 'draft' : 'version')
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({})
  const [note, setNote] = useState('')
  const [key] = useState(() => crypto.randomUUID())
  const line = what === 'draft' ? view.line : (parseLine(base?.text ?? '').line ?? view.line)
  const inputs = line.spec.params ?? []
  const fields = useMemo(() => inputFields(line, view.world), [line, view.world])

  async function start(): Promise<Outcome> {
    let version = base?.version
    if (what === 'draft') {
      const published = await publishChanges(
        client,
        project,
        editor,
        note.trim() === '' ? t('publishAndRun') : note.trim(),
      )
      if (published.kind !== 'published') return { problem: published.problem }
      version = published.version ?? version
    }
    if (version === undefined || version === 0) return { problem: problem('not-found', t('notPublishedYet')) }
    const values = Object.fromEntries(
      inputs.map((input) => [input.name, normalise(typed[input.name] ?? input.default ?? '')]),
    )
    const answer = await client.call(startRun, {
      params: { project, line: name },
      body: { inputs: values, note, version, idempotencyKey: key },
    })
    return answer.ok ? { run: answer.value.id } : { problem: answer.error.problem }
  }
  const starting = useMutation({
    mutationFn: start,
    async onSuccess(outcome) {
      if ('problem' in outcome) return
      await cache.invalidateQueries({ queryKey: [project, 'runs'] })
      await navigate(pathTo('run', { project, run: outcome.run }))
    },
  })
  return (
    <Dialog
      isOpen
      title={t('startTitle', { line: name })}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('cancel')}</Button>
          <Button
            kind="primary"
            icon={<Play size={16} aria-hidden />}
            isDisabled={missingInputs(inputs, typed).length > 0}
            isPending={starting.isPending}
            reason={what === 'draft' && !isSound ? t('fixFirst') : undefined}
            onPress={() => starting.mutate()}
          >
            {what === 'draft' ? t('publishAndRun') : t('start')}
          </Button>
        </>
      }
    >
      {hasDraft && editable ? (
        <Segmented
          label={t('whatToRun')}
          selected={what}
          onSelect={setWhat}
          choices={[
            { id: 'draft', title: t('publishAndRun') },
            ...(base === undefined || base.version === 0
              ? []
              : [{ id: 'version', title: t('runVersion', { version: base.version }) }]),
          ]}
        />
      ) : null}
      <LineInputs key={what} inputs={inputs} fields={fields} typed={typed} onChange={setTyped} />
      <TextField label={t('note')} help={t('noteHelp')} value={note} onChange={setNote} />
      {starting.data !== undefined && 'problem' in starting.data ? (
        <ProblemPanel problem={starting.data.problem} />
      ) : null}
    </Dialog>
  )
}
