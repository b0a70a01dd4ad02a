import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { z } from 'zod'
import { usePlatform } from '#client/platform.ts'
import { shortestSecret, writeSecret } from '#contract/secrets.ts'
import { useRefusal } from '#parts/findings/use-refusal.ts'
import { useTyped } from '#parts/use-typed.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/overlays/dialog.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { useOffReason } from '#parts/off-reason.ts'
import { ProblemPanel } from '#ui/page/problem-panel.tsx'
import { SecretField } from '#ui/fields/secret-field.tsx'
import { TextField } from '#ui/fields/text-field.tsx'
import { showToast } from '#ui/overlays/toast.tsx'
import { secretMessages } from './secret-messages.ts'

interface SecretDialogProps {
  readonly project: string
  readonly environment: string
  readonly secret: string
  readonly onClose: () => void
  readonly onSet: (key: string) => void
}

/** Stores a secret value. Nobody can read it back, and no document, draft or address ever holds it. */
export function SecretDialog({ project, environment, secret, onClose, onSet }: SecretDialogProps) {
  const t = useMessages(secretMessages)
  const { client } = usePlatform()
  const cache = useQueryClient()
  const offReason = useOffReason(project)
  const [key, setKey] = useTyped(`secret ${environment} ${secret}`, z.string(), secret)
  const [value, setValue] = useState('')
  const write = useMutation({
    mutationFn: () => client.ask(writeSecret, { params: { project, key: key.trim() }, body: { environment, value } }),
    async onSuccess() {
      onSet(key.trim())
      showToast({ text: t('secretWritten', { key: key.trim(), environment }) })
      onClose()
      await cache.invalidateQueries({ queryKey: [project, 'secrets'] })
    },
    // The value must not stay in the cache.
    gcTime: 0,
  })
  const refusal = useRefusal(write.error, ['key', 'value'])
  const isShort = value !== '' && value.length < shortestSecret
  const reason =
    offReason('secrets.write') ??
    (key.trim() === '' || value.length < shortestSecret ? t('secretShort', { count: shortestSecret }) : undefined)
  return (
    <Dialog
      isOpen
      title={t('setSecretIn', { environment })}
      onClose={onClose}
      cancels
      actions={
        <Button kind="primary" reason={reason} isPending={write.isPending} onPress={() => write.mutate()}>
          {t('setValue')}
        </Button>
      }
    >
      <div className="lw-values-rows">
        <TextField
          label={t('secretName')}
          error={refusal.at('key')}
          value={key}
          onChange={setKey}
          isRequired
          mono
          autoFocus={secret === ''}
        />
        <SecretField
          label={t('secretValue')}
          help={t('secretValueHelp')}
          value={value}
          onChange={setValue}
          error={isShort ? t('secretShort', { count: shortestSecret }) : refusal.at('value')}
          isRequired
          autoFocus={secret !== ''}
        />
        {refusal.rest === undefined ? null : <ProblemPanel problem={refusal.rest} />}
      </div>
    </Dialog>
  )
}
