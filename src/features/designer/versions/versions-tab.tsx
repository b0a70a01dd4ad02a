import { useQueries, useQuery } from '@tanstack/react-query'
import { History } from 'lucide-react'
import { useMemo } from 'react'
import { usePlatform } from '#client/platform.ts'
import { problemOf } from '#client/problems.ts'
import { documentOptions, versionsOptions } from '#client/queries/documents.ts'
import { documentId } from '#domain/documents.ts'
import { formerNames, renamedLine } from '#domain/line/named-line.ts'
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
import { underAllNames } from './under-all-names.ts'

/** The published versions of the line, each to compare with the draft, as text or picture, or to restore. */
export function VersionsTab() {
  const t = useMessages(designerMessages)
  const { project, line, editor, editable } = useDesigner()
  const { client } = usePlatform()
  const base = editor.store.getState().bases[editor.subject]
  const names = [line, ...formerNames(base?.text ?? '')]
  const lists = useQueries({
    queries: names.map((name) => versionsOptions(client, project, documentId('line', name), base?.version ?? 0)),
  })
  const [search, change] = useAddress()
  const chosen = search.get('version') ?? undefined
  const failed = lists.find(({ isError }) => isError)
  if (failed !== undefined)
    return <ProblemPanel problem={problemOf(failed.error)} onRetry={() => void failed.refetch()} />
  if (lists.some(({ isPending }) => isPending)) return <Skeleton rows={3} height={28} />
  const versions = underAllNames(
    names,
    lists.map(({ data }) => data?.versions ?? []),
  )
  const shown = versions.find(({ key }) => key === chosen)
  if (versions.length === 0)
    return <EmptyState icon={<History size={24} />} title={t('noVersions')} text={t('noVersionsText')} />
  return (
    <div className="lw-versions">
      <ul className="lw-versions-list" aria-label={t('versionsOf', { line })}>
        {versions.map(({ key, name, version }) => (
          <li key={key}>
            <button
              type="button"
              className="lw-version-row"
              aria-pressed={key === chosen}
              title={version.message}
              onClick={() => change({ version: key === chosen ? undefined : key })}
            >
              <strong>{t('version', { version: version.version })}</strong>
              {name === line ? null : <span className="lw-muted">{name}</span>}
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
      {shown === undefined ? (
        <p className="lw-muted lw-pad">{t('chooseVersion')}</p>
      ) : (
        <Compared key={shown.key} name={shown.name} version={shown.version.version} editable={editable} />
      )}
    </div>
  )
}

interface ComparedProps {
  /** The name that the line had then. */
  readonly name: string
  readonly version: number
  readonly editable: boolean
}

function Compared({ name, version, editable }: ComparedProps) {
  const { project, line } = useDesigner()
  const { client } = usePlatform()
  const { data, error, refetch } = useQuery(documentOptions(client, project, documentId('line', name), version))
  if (error !== null) return <ProblemPanel problem={problemOf(error)} onRetry={() => void refetch()} />
  if (data === undefined) return <Skeleton rows={3} height={28} />
  const renamed = name === line ? undefined : renamedLine(data.text, name, line)
  return (
    <ComparedWith version={version} before={renamed?.ok === true ? renamed.value : data.text} editable={editable} />
  )
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
