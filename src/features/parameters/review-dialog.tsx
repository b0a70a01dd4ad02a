import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { baseOf, changedIds } from '#client/change-set/editor.ts'
import { publishChanges } from '#client/change-set/publish-changes.ts'
import { usePlatform } from '#client/platform.ts'
import { readDocument } from '#contract/documents.ts'
import type { Conflict } from '#domain/documents.ts'
import { checkValue } from '#domain/parameters/check-value.ts'
import { scopeKey } from '#domain/parameters/scope.ts'
import { ok } from '#domain/result.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { DiffView } from '#ui/diff-view.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { ProblemPanel } from '#ui/problem-panel.tsx'
import { TextField } from '#ui/text-field.tsx'
import { showToast } from '#ui/toast.tsx'
import { ImpactPanel } from './impact-panel.tsx'
import { parametersMessages } from './messages.ts'
import { scopeWords } from './scope-words.ts'
import { faultWords } from '#parts/values/type-words.ts'
import { useEditorState, useValues } from './values-context.ts'

/** Shows what will be published, text by text and manifest by manifest, and asks why; a conflict shows both sides. */
export function ReviewDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useMessages(parametersMessages)
  const { project, editor, apply } = useValues()
  const { client } = usePlatform()
  const cache = useQueryClient()
  const state = useEditorState(editor)
  const [message, setMessage] = useState('')
  const publish = useMutation({
    mutationFn: () => publishChanges(client, project, editor, message.trim()),
    async onSuccess(result) {
      if (result.kind !== 'published') return
      showToast({ text: t('published') })
      onClose()
      await cache.invalidateQueries({ queryKey: [project] })
    },
  })
  const ids = changedIds(state)
  const conflicts = publish.data?.kind === 'conflict' ? publish.data.conflicts : []
  async function discard(): Promise<void> {
    apply(t('stepDiscard'), () => ok({}))
    onClose()
    // The draft may have started from versions that are no longer the newest.
    for (const id of ids) {
      const answer = await client.call(readDocument, { params: { project }, query: { id } })
      if (answer.ok) editor.setBase(id, baseOf(answer.value))
    }
  }
  return (
    <Dialog
      isOpen
      size="wide"
      title={conflicts.length > 0 ? t('conflict') : t('review')}
      onClose={onClose}
      actions={
        conflicts.length > 0 ? undefined : (
          <>
            <Button kind="danger" isDisabled={ids.length === 0} onPress={() => void discard()}>
              {t('discard')}
            </Button>
            <Button onPress={onClose}>{t('cancel')}</Button>
            <Button
              kind="primary"
              isDisabled={message.trim() === '' || ids.length === 0}
              isPending={publish.isPending}
              onPress={() => publish.mutate()}
            >
              {t('publish')}
            </Button>
          </>
        )
      }
    >
      {publish.data?.kind === 'refused' ? <ProblemPanel problem={publish.data.problem} /> : null}
      {conflicts.length > 0 ? (
        conflicts.map((conflict) => <Sides key={conflict.id} conflict={conflict} onDone={() => publish.reset()} />)
      ) : (
        <>
          <TextField label={t('message')} value={message} onChange={setMessage} isRequired autoFocus />
          <Faults />
          <div className="lw-values-review">
            <ImpactPanel />
            <h3>{t('documents')}</h3>
            {ids.map((id) => (
              <section key={id}>
                <h4 className="lw-mono">{id}</h4>
                <DiffView
                  label={t('diffOf', { name: id })}
                  before={state.bases[id]?.text ?? ''}
                  after={state.history.present[id] ?? ''}
                  beforeTitle={t('publishedSide')}
                  afterTitle={t('draft')}
                  sideBySide={false}
                />
              </section>
            ))}
          </div>
        </>
      )}
    </Dialog>
  )
}

// More than a few stand behind their count: what is to be published must stay in sight.
const mostOpen = 4

/** Values that cannot be right, each with the way to its field; publishing stays possible, running does not. */
function Faults() {
  const t = useMessages(parametersMessages)
  const { sheet, published, show } = useValues()
  const faults = sheet.scopes.flatMap((scope) => {
    const key = scopeKey(scope)
    const [own, before] = [sheet.own(key), published.own(key)]
    return sheet.rows.flatMap((row) => {
      const value = row.isSecret ? undefined : own.get(row.name)
      const fault = value === undefined || value === before.get(row.name) ? undefined : checkValue(row.field, value)
      return fault === undefined ? [] : [{ row, scope, key, fault }]
    })
  })
  if (faults.length === 0) return null
  return (
    <details className="lw-values-faults" open={faults.length <= mostOpen}>
      <summary>
        <ChevronRight size={16} aria-hidden />
        <strong>{t('faultsCount', { count: faults.length })}</strong>
      </summary>
      <ul>
        {faults.map(({ row, scope, key, fault }) => (
          <li key={`${key} ${row.name}`}>
            <button
              type="button"
              className="lw-text-button"
              onClick={() => show({ dialog: undefined, view: 'form', scope: key, parameter: row.name })}
            >
              <span className="lw-mono">{row.name}</span> {scopeWords(t, scope)}: {faultWords(t, fault)}
            </button>
          </li>
        ))}
      </ul>
    </details>
  )
}

function Sides({ conflict, onDone }: { readonly conflict: Conflict; readonly onDone: () => void }) {
  const t = useMessages(parametersMessages)
  const { editor } = useValues()
  const { id, current, mine = '' } = conflict
  function startFrom(text: string): void {
    editor.setBase(id, baseOf(current))
    editor.apply(t('stepText', { name: id }), (texts) => ok({ ...texts, [id]: text }))
    onDone()
  }
  return (
    <section>
      <h3 className="lw-mono">{id}</h3>
      <DiffView
        label={id}
        before={current?.text ?? ''}
        after={mine}
        beforeTitle={t('theirs', { person: current?.author.name ?? '' })}
        afterTitle={t('mine')}
        sideBySide
      />
      <div className="lw-row">
        <Button onPress={() => startFrom(current?.text ?? '')}>{t('takeTheirs')}</Button>
        <Button kind="primary" onPress={() => startFrom(mine)}>
          {t('keepMine')}
        </Button>
      </div>
    </section>
  )
}
