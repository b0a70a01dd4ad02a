import { useMutation, useQuery } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { downloadArtifacts } from '#client/live/downloads.ts'
import { usePlatform } from '#client/platform.ts'
import { problemOf } from '#client/problems.ts'
import { artifactsOptions } from '#client/queries/artifacts.ts'
import type { AssemblyLine } from '#domain/line/line.ts'
import { artifactPaths } from '#domain/run/stage/artifacts.ts'
import type { Run } from '#domain/run/state.ts'
import { Button, IconButton } from '#ui/button.tsx'
import { useFormat } from '#ui/i18n/format.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Table } from '#ui/tables/table.tsx'
import { showToast } from '#ui/overlays/toast.tsx'
import { artifactMessages } from './artifact-messages.ts'

/** The files that the line declares as artifacts, to be downloaded. */
export function ArtifactList({
  project,
  run,
  line,
}: {
  readonly project: string
  readonly run: Run
  readonly line: AssemblyLine
}) {
  const t = useMessages(artifactMessages)
  const format = useFormat()
  const platform = usePlatform()
  const paths = artifactPaths(line)
  const { app, name } = line.spec.stages[0]?.spec.deployment ?? { app: '', name: '' }
  const { data } = useQuery(artifactsOptions(platform.client, project, run))
  const download = useMutation({
    mutationFn: (path: string | undefined) => downloadArtifacts(platform, project, run.id, path),
    onError: (error) => showToast({ text: t('failed', { reason: problemOf(error).message }) }),
  })
  return (
    <section>
      <h3 className="lw-run-pad">{t('artifacts')}</h3>
      {data === undefined ? null : data.removedAt !== undefined ? (
        <p className="lw-run-pad lw-muted">{t('removed', { time: format.dateTime(data.removedAt) })}</p>
      ) : data.files.length === 0 ? (
        <p className="lw-run-pad lw-muted">
          {t('none', {
            paths: paths.map((path) => path || './').join(', '),
            example: `${app}/${name}/${paths[0] ?? ''}`,
          })}
        </p>
      ) : (
        <>
          <p className="lw-run-pad lw-muted">
            {data.isMore ? t('more', { count: data.files.length }) : ''} {t('help')}
          </p>
          {data.files.length < 2 ? null : (
            <p className="lw-run-pad">
              <Button icon={<Download size={16} aria-hidden />} onPress={() => download.mutate(undefined)}>
                {t('downloadAll')}
              </Button>
            </p>
          )}
          <Table
            label={t('artifacts')}
            rows={data.files}
            rowKey={({ path }) => path}
            columns={[
              {
                id: 'file',
                title: t('file'),
                isRowHeader: true,
                grows: true,
                wraps: true,
                render: ({ path }) => <span className="lw-mono">{path}</span>,
              },
              { id: 'size', title: t('size'), align: 'right', render: ({ size }) => format.bytes(size) },
              {
                id: 'download',
                title: t('downloads'),
                isTitleHidden: true,
                render: ({ path }) => (
                  <IconButton label={t('download', { file: path })} onPress={() => download.mutate(path)}>
                    <Download size={16} aria-hidden />
                  </IconButton>
                ),
              },
            ]}
          />
        </>
      )}
    </section>
  )
}
