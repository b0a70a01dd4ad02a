import { useQueries, useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { usePlatform } from '#client/platform.ts'
import { newestOptions, versionsOptions } from '#client/queries/documents.ts'
import { documentsOptions } from '#client/queries/document-lists.ts'
import { type DocumentVersion, documentId } from '#domain/documents.ts'
import { recall, remember } from '#ui/storage.ts'

/** A QVS Config that changed in Git since the line was published, or since this browser last showed it. */
export interface ConfigNews {
  readonly application: string
  readonly now: DocumentVersion
  /** The version to compare with. */
  readonly before: number
}

/** The QVS Configs of a line that changed in Git and were not dismissed in this browser. */
export function useConfigNews(
  project: string,
  line: string,
  applications: readonly string[],
): { readonly news: readonly ConfigNews[]; readonly see: (news: ConfigNews) => void } {
  const { client } = usePlatform()
  const [seen, setSeen] = useState<Readonly<Record<string, number>>>({})
  const published = useQuery({ ...newestOptions(client, project, documentId('line', line)), retry: false })
  const all = useQuery({ ...documentsOptions(client, project, 'qvs-config'), retry: false }).data?.documents
  const configs = useMemo(() => {
    const own = new Map(applications.map((application) => [documentId('qvs-config', application), application]))
    return (all ?? []).flatMap((now) => {
      const application = own.get(now.id)
      return application === undefined ? [] : [{ application, now }]
    })
  }, [all, applications])
  const known = ({ id }: DocumentVersion): number => seen[id] ?? Number(recall(keyOf(project, line, id)) ?? '0')
  // Only a change from Git that this browser has not seen needs the list of versions, to find out what the line was
  // published with.
  const unseen = configs.filter(({ now }) => isFromGit(now) && now.version > 1 && known(now) === 0)
  const versions = useQueries({
    queries: unseen.map(({ now }) => ({ ...versionsOptions(client, project, now.id, now.version), retry: false })),
  })
  const since = Date.parse(published.data?.document?.at ?? '')
  const isAsking = Number.isNaN(since) || versions.some(({ data }) => data === undefined)
  const news = configs.flatMap(({ application, now }): ConfigNews[] => {
    if (isAsking || !isFromGit(now)) return []
    const former = versions[unseen.findIndex((one) => one.now.id === now.id)]?.data?.versions ?? []
    const before = known(now) || (former.find(({ at }) => Date.parse(at) <= since)?.version ?? now.version)
    return before < now.version ? [{ application, now, before }] : []
  })
  const quiet = configs
    .flatMap(({ now }) =>
      isAsking || news.some((one) => one.now.id === now.id) ? [] : [`${keyOf(project, line, now.id)} ${now.version}`],
    )
    .join('\n')
  useEffect(() => {
    // Versions on screen without being news are what the next change is compared with.
    for (const row of quiet.split('\n')) {
      const [key = '', version = ''] = row.split(' ')
      if (key !== '') remember(key, version)
    }
  }, [quiet])
  return {
    news,
    see({ now: { id, version } }) {
      remember(keyOf(project, line, id), String(version))
      setSeen({ ...seen, [id]: version })
    },
  }
}

function isFromGit({ author }: DocumentVersion): boolean {
  return author.id.startsWith('git:')
}

function keyOf(project: string, line: string, id: string): string {
  return `config-news.${project}.${line}.${id}`
}
