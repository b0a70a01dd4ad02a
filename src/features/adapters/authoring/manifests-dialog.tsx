import { useDeferredValue, useMemo, useState } from 'react'
import { z } from 'zod'
import { adapterFromManifests } from '#domain/adapters/authoring/manifest-to-cue.ts'
import type { Problem } from '#domain/problem.ts'
import { useFindingWords } from '#parts/findings/use-finding-words.ts'
import { useSpoken } from '#parts/use-spoken.ts'
import { useTyped } from '#parts/use-typed.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/overlays/dialog.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { ProblemPanel } from '#ui/page/problem-panel.tsx'
import { TextField } from '#ui/fields/text-field.tsx'
import { authoringMessages } from './authoring-messages.ts'

interface ManifestsDialogProps {
  readonly onClose: () => void
  readonly onCreate: (name: string, text: string) => void
}

/** Makes an adapter from pasted Kubernetes manifests, and says beforehand what it will leave out. */
export function ManifestsDialog({ onClose, onCreate }: ManifestsDialogProps) {
  const t = useMessages(authoringMessages)
  const [name, setName] = useTyped('manifests name', z.string(), '')
  const [text, setText] = useTyped('manifests', z.string(), '')
  const [problem, setProblem] = useState<Problem>()
  const words = useFindingWords()
  const spoken = useSpoken()
  const seen = useDeferredValue(text)
  const leftOut = useMemo(() => {
    const made = adapterFromManifests(seen)
    return made.ok ? made.value.findings : []
  }, [seen])
  const isNamed = /^[A-Za-z_]\w*$/.test(name)
  function create(): void {
    const made = adapterFromManifests(text, { package: name, name })
    if (made.ok) onCreate(name, made.value.cue)
    else setProblem(made.error)
  }
  return (
    <Dialog
      title={t('fromManifests')}
      isOpen
      onClose={onClose}
      size="wide"
      cancels
      actions={
        <Button kind="primary" isDisabled={!isNamed || text.trim() === ''} onPress={create}>
          {t('create')}
        </Button>
      }
    >
      <p>{t('fromManifestsText')}</p>
      <TextField label={t('packageName')} help={t('packageHelp')} value={name} onChange={setName} mono isRequired />
      <TextField label={t('manifests')} value={text} onChange={setText} rows={14} mono isRequired />
      <div role="status">
        {leftOut.length === 0 ? null : (
          <ul className="lw-left-out">
            {leftOut.map((finding, index) => (
              <li key={index}>
                {words.said(finding)}
                <span className="lw-muted"> {words.fix(finding)}</span>
              </li>
            ))}
          </ul>
        )}
      </div>
      {problem === undefined ? null : <ProblemPanel problem={spoken(problem)} />}
    </Dialog>
  )
}
