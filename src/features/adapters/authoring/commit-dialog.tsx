import { useMutation } from '@tanstack/react-query'
import { z } from 'zod'
import { usePlatform } from '#client/platform.ts'
import { problemOf } from '#client/problems.ts'
import { type ChangedFiles, commitModuleFiles } from '#contract/authoring.ts'
import { useTyped } from '#parts/use-typed.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/overlays/dialog.tsx'
import { DiffView } from '#ui/diff/diff-view.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { ProblemPanel } from '#ui/page/problem-panel.tsx'
import { TextField } from '#ui/fields/text-field.tsx'
import { authoringMessages } from './authoring-messages.ts'

interface CommitDialogProps {
  readonly project: string
  readonly module: string
  readonly branch: string
  readonly base: string
  readonly before: Readonly<Record<string, string>>
  readonly files: ChangedFiles
  readonly onClose: () => void
  readonly onDone: (commit: string) => void
}

/** Reviews the changes and commits them. If the branch has moved meanwhile, it says so and keeps the draft. */
export function CommitDialog(props: CommitDialogProps) {
  const { project, module, branch, base, before, files, onClose, onDone } = props
  const t = useMessages(authoringMessages)
  const { client } = usePlatform()
  const [message, setMessage] = useTyped(`commit ${module} ${branch}`, z.string(), '')
  const commit = useMutation({
    mutationFn: () =>
      client.ask(commitModuleFiles, { params: { project }, body: { module, commit: base, message, files } }),
    onSuccess: (done) => onDone(done.commit),
  })
  return (
    <Dialog
      title={t('commitTo', { branch })}
      isOpen
      onClose={onClose}
      size="wide"
      cancels
      actions={
        <Button
          kind="primary"
          isDisabled={message.trim() === ''}
          isPending={commit.isPending}
          onPress={() => commit.mutate()}
        >
          {t('doCommit')}
        </Button>
      }
    >
      <TextField label={t('message')} value={message} onChange={setMessage} isRequired />
      {commit.isError ? <ProblemPanel problem={problemOf(commit.error)} /> : null}
      {Object.entries(files).map(([file, text]) => (
        <section key={file}>
          <h3 className="lw-mono">{file}</h3>
          <DiffView
            label={file}
            before={before[file] ?? ''}
            after={text ?? ''}
            beforeTitle={t('onBranch')}
            afterTitle={t('yours')}
            sideBySide={false}
          />
        </section>
      ))}
    </Dialog>
  )
}
