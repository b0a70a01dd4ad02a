import { useState } from 'react'
import { adapterFromManifests } from '#domain/adapters/manifest-to-cue.ts'
import type { Problem } from '#domain/problem.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { ProblemPanel } from '#ui/problem-panel.tsx'
import { TextField } from '#ui/text-field.tsx'
import { authoringMessages } from './authoring-messages.ts'

interface ManifestsDialogProps {
  readonly onClose: () => void
  readonly onCreate: (name: string, text: string) => void
}

/** Makes an adapter of pasted Kubernetes manifests. */
export function ManifestsDialog({ onClose, onCreate }: ManifestsDialogProps) {
  const t = useMessages(authoringMessages)
  const [name, setName] = useState('')
  const [text, setText] = useState('')
  const [problem, setProblem] = useState<Problem>()
  const isNamed = /^[A-Za-z_]\w*$/.test(name)
  function create(): void {
    const made = adapterFromManifests(text, { package: name, name })
    if (made.ok) onCreate(name, made.value)
    else setProblem(made.error)
  }
  return (
    <Dialog
      title={t('fromManifests')}
      isOpen
      onClose={onClose}
      size="wide"
      actions={
        <>
          <Button onPress={onClose}>{t('cancel')}</Button>
          <Button kind="primary" isDisabled={!isNamed || text.trim() === ''} onPress={create}>
            {t('create')}
          </Button>
        </>
      }
    >
      <p>{t('fromManifestsText')}</p>
      <TextField label={t('packageName')} help={t('packageHelp')} value={name} onChange={setName} mono isRequired />
      <TextField label={t('manifests')} value={text} onChange={setText} rows={14} mono isRequired />
      {problem === undefined ? null : <ProblemPanel problem={problem} />}
    </Dialog>
  )
}
