import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Undo2 } from 'lucide-react'
import { restoreLine } from '#client/lines.ts'
import { usePerson, usePlatform } from '#client/platform.ts'
import { problemOf } from '#client/problems.ts'
import { versionsOptions } from '#client/queries/documents.ts'
import { documentId } from '#domain/documents.ts'
import { useOffReason } from '#parts/off-reason.ts'
import { Button } from '#ui/button.tsx'
import { useFormat } from '#ui/i18n/format.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { ProblemPanel } from '#ui/page/problem-panel.tsx'
import { presenceMessages } from '../presence/presence-messages.ts'

export interface DeletedLineProps {
  readonly project: string
  readonly line: string
}

/** For the address of a line that is not there: if it was deleted, its last version can be published again. */
export function DeletedLine({ project, line }: DeletedLineProps) {
  const t = useMessages(presenceMessages)
  const format = useFormat()
  const { client } = usePlatform()
  const person = usePerson()
  const cache = useQueryClient()
  const offReason = useOffReason(project)
  const versions = useQuery(versionsOptions(client, project, documentId('line', line), 0))
  const restore = useMutation({
    mutationFn: () => restoreLine({ client, project, person }, line, t('lineRestoreMessage', { line })),
    onSuccess: () => cache.invalidateQueries({ queryKey: [project] }),
  })
  const last = versions.data?.versions[0]
  if (last === undefined) return null
  return (
    <div className="lw-stack">
      <p>
        {t('lineWasDeleted', {
          version: String(last.version),
          at: format.moment(last.at),
          author: last.author.name,
        })}
      </p>
      <div>
        <Button
          icon={<Undo2 size={16} aria-hidden />}
          reason={offReason('line.edit')}
          isPending={restore.isPending}
          onPress={() => restore.mutate()}
        >
          {t('lineRestore')}
        </Button>
      </div>
      {restore.isError ? <ProblemPanel problem={problemOf(restore.error)} /> : null}
    </div>
  )
}
