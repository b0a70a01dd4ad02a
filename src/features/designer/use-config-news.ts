import { useQueries, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { usePlatform } from '#client/platform.ts'
import { documentOptions, versionsOptions } from '#client/queries/documents.ts'
import { type DocumentVersion, documentId } from '#domain/documents.ts'
import { recall, remember } from '#ui/storage.ts'

/** A QVS Config that somebody changed in Git since the line was published, or since this browser last saw it. */
export interface ConfigNews {
  readonly application: string
  readonly now: DocumentVersion
  /** The version that it is compared with. */
  readonly before: number
}

/** Which QVS Configs of a line changed in Git, and were not waved through in this browser. */
export function useConfigNews(
  project: string,
  line: string,
  applications: readonly string[],
): { readonly news: readonly ConfigNews[]; readonly see: (news: ConfigNews) => void } {
  const { client } = usePlatform()
  const [seen, setSeen] = useState<Readonly<Record<string, number>>>({})
  const ids = applications.map((application) => documentId('qvs-config', application))
  const published = useQuery({ ...documentOptions(client, project, documentId('line', line)), retry: false })
  const configs = useQueries({
    queries: ids.map((id) => ({ ...documentOptions(client, project, id), retry: false })),
  })
  const versions = useQueries({
    queries: ids.map((id, index) => {
      const newest = configs[index]?.data?.version ?? 0
      return { ...versionsOptions(client, project, id, newest), enabled: newest > 0, retry: false }
    }),
  })
  const since = Date.parse(published.data?.at ?? '')
  const news = applications.flatMap((application, index): ConfigNews[] => {
    const now = configs[index]?.data
    const all = versions[index]?.data?.versions
    if (now === undefined || all === undefined || !now.author.id.startsWith('git:')) return []
    const known = seen[now.id] ?? Number(recall(keyOf(project, line, now.id)) ?? '0')
    const before = known > 0 ? known : (all.find(({ at }) => Date.parse(at) <= since)?.version ?? now.version)
    return before < now.version ? [{ application, now, before }] : []
  })
  const quiet = configs
    .flatMap(({ data }, index) =>
      data === undefined ||
      versions[index]?.data === undefined ||
      Number.isNaN(since) ||
      news.some(({ now }) => now.id === data.id)
        ? []
        : [`${keyOf(project, line, data.id)} ${data.version}`],
    )
    .join('\n')
  useEffect(() => {
    // What was in sight without being news is what the next change is compared with.
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

function keyOf(project: string, line: string, id: string): string {
  return `config-news.${project}.${line}.${id}`
}
