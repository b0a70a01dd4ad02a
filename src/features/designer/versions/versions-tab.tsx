import { useQuery } from '@tanstack/react-query'
import { History } from 'lucide-react'
import { usePlatform } from '#client/platform.ts'
import { problemOf } from '#client/problems.ts'
import { documentOptions, versionsOptions } from '#client/queries/documents.ts'
import { ok } from '#domain/result.ts'
import { Button } from '#ui/button.tsx'
import { DiffView } from '#ui/diff/diff-view.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { ProblemPanel } from '#ui/problem-panel.tsx'
import { Segmented } from '#ui/segmented.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { RelativeTime } from '#ui/values.tsx'
import { useAddress } from '#ui/use-address.ts'
import { ComparedBoard } from '../board/compared-board.tsx'
import { useDesigner, useView } from '../designer-context.tsx'
import { designerMessages } from '../messages.ts'

/** The published versions of the line: who, when and why; each can be compared with the draft, as text and as a picture, and restored. */
export function VersionsTab() {
  const t = useMessages(designerMessages)
  const { project, line, editor, editable } = useDesigner()
  const { client } = usePlatform()
  const id = editor.subject
  const newest = editor.store.getState().bases[id]?.version ?? 0
  const { data, error, refetch } = useQuery(versionsOptions(client, project, id, newest))
  const [search, change] = useAddress()
  const chosen = Number(search.get('version') ?? '')
  function choose(version: number | undefined): void {
    change({ version: version === undefined ? undefined : String(version) })
  }
  if (error !== null) return <ProblemPanel problem={problemOf(error)} onRetry={() => void refetch()} />
  if (data === undefined) return <Skeleton rows={3} height={28} />
  if (data.versions.length === 0)
    return <EmptyState icon={<History size={24} />} title={t('noVersions')} text={t('noVersionsText')} />
  return (
    <div className="lw-versions">
      <ul className="lw-versions-list" aria-label={t('versionsOf', { line })}>
        {data.versions.map((version) => (
          <li key={version.version}>
            <button
              type="button"
              className="lw-version-row"
              aria-pressed={version.version === chosen}
              title={version.message}
              onClick={() => choose(version.version === chosen ? undefined : version.version)}
            >
              <strong>{t('version', { version: version.version })}</strong>
              <span className="lw-grow lw-ellipsis">{version.message}</span>
              <span className="lw-muted">
                {version.author.name} · <RelativeTime at={version.at} ago />
              </span>
            </button>
          </li>
        ))}
      </ul>
      {Number.isInteger(chosen) && chosen > 0 ? (
        <Compared key={chosen} version={chosen} editable={editable} />
      ) : (
        <p className="lw-muted lw-pad">{t('chooseVersion')}</p>
      )}
    </div>
  )
}

function Compared({ version, editable }: { readonly version: number; readonly editable: boolean }) {
  const t = useMessages(designerMessages)
  const { project, editor, editTexts } = useDesigner()
  const view = useView()
  const { client } = usePlatform()
  const id = editor.subject
  const { data, error, refetch } = useQuery(documentOptions(client, project, id, version))
  const [search, change] = useAddress()
  const how = search.get('compare') === 'picture' ? 'picture' : 'text'
  if (error !== null) return <ProblemPanel problem={problemOf(error)} onRetry={() => void refetch()} />
  if (data === undefined) return <Skeleton rows={3} height={28} />
  const now = view.parsed.text
  return (
    <section className="lw-compared" aria-label={t('version', { version })}>
      <div className="lw-row lw-pad">
        <Segmented
          label={t('compareAs')}
          selected={how}
          onSelect={(next) => change({ compare: next })}
          choices={[
            { id: 'text', title: t('asText') },
            { id: 'picture', title: t('asPicture') },
          ]}
        />
        <span className="lw-grow" />
        {editable ? (
          <Button
            isDisabled={data.text === now}
            onPress={() => editTexts(t('stepRestore', { version }), (texts) => ok({ ...texts, [id]: data.text }))}
          >
            {t('restore', { version })}
          </Button>
        ) : null}
      </div>
      {data.text === now ? (
        <p className="lw-muted lw-pad">{t('sameAsDraft')}</p>
      ) : how === 'text' ? (
        <DiffView
          label={t('version', { version })}
          before={data.text}
          after={now}
          beforeTitle={t('version', { version })}
          afterTitle={t('draft')}
          sideBySide
        />
      ) : (
        <ComparedBoard before={data.text} after={now} />
      )}
    </section>
  )
}
