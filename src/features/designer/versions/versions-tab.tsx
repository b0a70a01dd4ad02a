import { useQuery } from '@tanstack/react-query'
import { History } from 'lucide-react'
import { useMemo } from 'react'
import { usePlatform } from '#client/platform.ts'
import { problemOf } from '#client/problems.ts'
import { documentOptions, versionsOptions } from '#client/queries/documents.ts'
import { ok } from '#domain/result.ts'
import { Button } from '#ui/button.tsx'
import { DiffView } from '#ui/diff/diff-view.tsx'
import { EmptyState } from '#ui/page/empty-state.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { ProblemPanel } from '#ui/page/problem-panel.tsx'
import { Segmented } from '#ui/fields/segmented.tsx'
import { Skeleton } from '#ui/page/skeleton.tsx'
import { RelativeTime } from '#ui/text/values.tsx'
import { useAddress } from '#ui/use-address.ts'
import { ChangeMarks, ComparedBoard, comparedLines } from '../board/compared-board.tsx'
import { useDesigner, useView } from '../designer-context.tsx'
import { designerMessages } from '../messages.ts'

/** The published versions of the line, each to compare with the draft, as text or picture, or to restore. */
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
              <span className="lw-grow lw-ellipsis" dir="auto">
                {version.message}
              </span>
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
  const { project, editor } = useDesigner()
  const { client } = usePlatform()
  const { data, error, refetch } = useQuery(documentOptions(client, project, editor.subject, version))
  if (error !== null) return <ProblemPanel problem={problemOf(error)} onRetry={() => void refetch()} />
  if (data === undefined) return <Skeleton rows={3} height={28} />
  return <ComparedWith version={version} before={data.text} editable={editable} />
}

interface ComparedWithProps {
  readonly version: number
  readonly before: string
  readonly editable: boolean
}

function ComparedWith({ version, before, editable }: ComparedWithProps) {
  const t = useMessages(designerMessages)
  const { editor, editTexts } = useDesigner()
  const { parsed } = useView()
  const [search, change] = useAddress()
  const how = search.get('compare') === 'picture' ? 'picture' : 'text'
  const now = parsed.text
  const isSame = before === now
  const asPicture = how === 'picture' && !isSame
  const compared = useMemo(() => (asPicture ? comparedLines(before, now) : undefined), [asPicture, before, now])
  return (
    <section className="lw-compared" aria-label={t('version', { version })}>
      <div className="lw-row lw-pad lw-compared-bar">
        <Segmented
          label={t('compareAs')}
          selected={how}
          onSelect={(next) => change({ compare: next })}
          choices={[
            { id: 'text', title: t('asText') },
            { id: 'picture', title: t('asPicture') },
          ]}
        />
        {compared === undefined ? null : <ChangeMarks changes={compared.changes} />}
        <span className="lw-grow" />
        {editable ? (
          <Button
            reason={isSame ? t('sameAsDraft') : undefined}
            onPress={() =>
              editTexts(t('stepRestore', { version }), (texts) => ok({ ...texts, [editor.subject]: before }))
            }
          >
            {t('restore', { version })}
          </Button>
        ) : null}
      </div>
      {isSame ? (
        <p className="lw-muted lw-pad">{t('sameAsDraft')}</p>
      ) : how === 'text' ? (
        <DiffView
          label={t('version', { version })}
          before={before}
          after={now}
          beforeTitle={t('version', { version })}
          afterTitle={t('draft')}
          sideBySide
        />
      ) : compared === undefined ? (
        <p className="lw-muted lw-pad">{t('onlyAsText')}</p>
      ) : (
        <ComparedBoard compared={compared} />
      )}
    </section>
  )
}
