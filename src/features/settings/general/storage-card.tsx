import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Trash2 } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { removeWorkspaces, type Storage, writeRetention } from '#contract/retention.ts'
import { usePlatform } from '#client/platform.ts'
import { problemOf } from '#client/problems.ts'
import { retentionOptions } from '#client/queries/retention.ts'
import { type Retention, retentionSchema } from '#domain/run/retention.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { useFormat } from '#ui/i18n/format.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { useOffReason } from '#parts/off-reason.ts'
import { ProblemPanel } from '#ui/page/problem-panel.tsx'
import { Skeleton } from '#ui/page/skeleton.tsx'
import { TextField } from '#ui/fields/text-field.tsx'
import { showToast } from '#ui/overlays/toast.tsx'
import { storageMessages } from './storage-messages.ts'

const fields = ['doneDays', 'retryDays', 'gibibytes', 'logDays', 'imageDays', 'imageGibibytes'] as const
const helps: Partial<Record<(typeof fields)[number], 'sizeHelp' | 'logHelp' | 'imageHelp' | 'imageSizeHelp'>> = {
  gibibytes: 'sizeHelp',
  logDays: 'logHelp',
  imageDays: 'imageHelp',
  imageGibibytes: 'imageSizeHelp',
}

/** What workspaces, logs and images take, and how long they are kept. New limits first show what they would free. */
export function StorageCard({ project }: { readonly project: string }) {
  const t = useMessages(storageMessages)
  const { client } = usePlatform()
  const { data, error, refetch } = useQuery(retentionOptions(client, project))
  return (
    <Card title={t('title')}>
      <div className="lw-card-pad">
        <p className="lw-muted">{t('note')}</p>
        {error === null ? null : <ProblemPanel problem={problemOf(error)} onRetry={() => void refetch()} />}
        {data === undefined && error === null ? <Skeleton rows={3} /> : null}
      </div>
      {data === undefined ? null : <Limits project={project} held={data} />}
    </Card>
  )
}

function Limits({ project, held }: { readonly project: string; readonly held: Storage }) {
  const t = useMessages(storageMessages)
  const format = useFormat()
  const offReason = useOffReason(project)
  const { client } = usePlatform()
  const cache = useQueryClient()
  const [texts, setTexts] = useState(() => textsOf(held.retention))
  const written = retentionSchema.safeParse(
    Object.fromEntries(fields.map((field) => [field, texts[field].trim() === '' ? Number.NaN : Number(texts[field])])),
  )
  const wrong = new Set(written.success ? [] : written.error.issues.map(({ path }) => path[0]))
  const wordsOfError = (field: (typeof fields)[number]): string =>
    field === 'gibibytes' || field === 'imageGibibytes'
      ? t('noSize')
      : t('noDays', { least: field === 'logDays' || field === 'imageDays' ? 1 : 0 })
  const isChanged = written.success && fields.some((field) => written.data[field] !== held.retention[field])
  const tried = useQuery({
    ...retentionOptions(client, project, written.success ? written.data : undefined),
    enabled: isChanged,
  })
  const { kept, freeable, logs, images } = isChanged && tried.data !== undefined ? tried.data : held
  const off = offReason('project.admin')
  const refresh = async (): Promise<void> => cache.invalidateQueries({ queryKey: [project, 'retention'] })
  const onError = (error: Error): void => showToast({ text: t('failed', { reason: problemOf(error).message }) })
  const save = useMutation({
    mutationFn: (body: Retention) => client.ask(writeRetention, { params: { project }, body }),
    async onSuccess() {
      showToast({ text: t('saved') })
      await refresh()
    },
    onError,
  })
  const clean = useMutation({
    mutationFn: () => client.ask(removeWorkspaces, { params: { project } }),
    async onSuccess(after) {
      showToast({ text: t('freed', { size: format.bytes(Math.max(0, takenBy(held) - takenBy(after))) }) })
      await refresh()
    },
    onError,
  })
  function submit(event: FormEvent): void {
    event.preventDefault()
    if (written.success) save.mutate(written.data)
  }
  return (
    <form className="lw-settings-form" onSubmit={submit} noValidate>
      <p>
        {t('kept', { count: kept.runs, size: format.bytes(kept.bytes) })}{' '}
        {freeable.runs === 0
          ? t('freesNothing')
          : t('frees', { count: freeable.runs, size: format.bytes(freeable.bytes) })}{' '}
        {logs.freeable === 0
          ? t('logs', { size: format.bytes(logs.bytes) })
          : t('logsFree', { size: format.bytes(logs.bytes), free: format.bytes(logs.freeable) })}{' '}
        {images.freeable === 0
          ? t('images', { size: format.bytes(images.bytes) })
          : t('imagesFree', { size: format.bytes(images.bytes), free: format.bytes(images.freeable) })}
      </p>
      <div className="lw-settings-pairs">
        {fields.map((field) => {
          const help = helps[field]
          return (
            <TextField
              key={field}
              label={t(field)}
              value={texts[field]}
              onChange={(text) => setTexts({ ...texts, [field]: text })}
              error={wrong.has(field) ? wordsOfError(field) : undefined}
              {...(help === undefined ? {} : { help: t(help) })}
            />
          )
        })}
      </div>
      <div className="lw-row">
        <Button type="submit" kind="primary" isPending={save.isPending} isDisabled={!isChanged} reason={off}>
          {t('save')}
        </Button>
        <Button
          icon={<Trash2 size={16} aria-hidden />}
          isPending={clean.isPending}
          isDisabled={isChanged || held.freeable.runs + held.logs.freeable + held.images.freeable === 0}
          reason={off}
          onPress={() => clean.mutate()}
        >
          {t('free')}
        </Button>
      </div>
    </form>
  )
}

function textsOf(retention: Retention): Readonly<Record<(typeof fields)[number], string>> {
  return {
    doneDays: String(retention.doneDays),
    retryDays: String(retention.retryDays),
    gibibytes: String(retention.gibibytes),
    logDays: String(retention.logDays),
    imageDays: String(retention.imageDays),
    imageGibibytes: String(retention.imageGibibytes),
  }
}

function takenBy({ kept, logs, images }: Storage): number {
  return kept.bytes + logs.bytes + images.bytes
}
