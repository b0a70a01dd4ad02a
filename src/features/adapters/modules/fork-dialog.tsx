import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent } from 'react'
import { z } from 'zod'
import { usePlatform } from '#client/platform.ts'
import { problemOf } from '#client/problems.ts'
import { forkModule } from '#contract/authoring.ts'
import { deriveId, idPattern } from '#domain/ids.ts'
import { useTyped } from '#parts/use-typed.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/overlays/dialog.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { ProblemPanel } from '#ui/page/problem-panel.tsx'
import { TextField } from '#ui/fields/text-field.tsx'
import { showToast } from '#ui/overlays/toast.tsx'
import { moduleMessages } from './module-messages.ts'

interface ForkDialogProps {
  readonly project: string
  readonly name: string
  readonly url: string
  readonly onClose: () => void
  readonly onForked: () => void
}

/** Explains what a fork is and asks for the name of its repository. */
export function ForkDialog({ project, name, url, onClose, onForked }: ForkDialogProps) {
  const t = useMessages(moduleMessages)
  const { client } = usePlatform()
  const cache = useQueryClient()
  const [repository, setRepository] = useTyped(
    `fork ${name}`,
    z.string(),
    () => deriveId(/([^/:]+?)(?:\.git)?\/*$/.exec(url)?.[1] ?? '') ?? '',
  )
  const isReady = idPattern.test(repository)
  const fork = useMutation({
    async mutationFn() {
      await client.ask(forkModule, { params: { project }, body: { module: name, repository } })
      await cache.invalidateQueries({ queryKey: [project] })
      showToast({ text: t('forked', { repository }) })
    },
    onSuccess: onForked,
  })
  function handleSubmit(event: FormEvent): void {
    event.preventDefault()
    if (isReady && !fork.isPending) fork.mutate()
  }
  return (
    <Dialog
      title={t('forkTitle', { name })}
      isOpen
      onClose={onClose}
      cancels
      actions={
        <Button kind="primary" type="submit" form="fork" isDisabled={!isReady} isPending={fork.isPending}>
          {t('doFork')}
        </Button>
      }
    >
      <form id="fork" className="lw-stack" onSubmit={handleSubmit}>
        <p>{t('forkText', { url })}</p>
        <TextField
          label={t('forkName')}
          help={t('forkHelp')}
          value={repository}
          onChange={setRepository}
          isRequired
          mono
        />
        {fork.isError ? <ProblemPanel problem={problemOf(fork.error)} /> : null}
      </form>
    </Dialog>
  )
}
