import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { previewStage } from '#contract/compile.ts'
import type { Texts } from '#domain/documents.ts'
import type { StageImpact } from '#domain/parameters/impact.ts'
import type { Client } from '../client.ts'
import { usePlatform } from '../platform.ts'
import { publishedManifests } from '../queries/previews.ts'
import type { Impact } from './use-impact.ts'
import { noManifests, type StageChanges, stageChanges, type StageManifests } from './manifest-changes.ts'

/** How a change set changes the files of one stage. */
export interface StageDiff extends StageChanges {
  readonly impact: StageImpact
}

export interface ManifestStream {
  readonly diffs: readonly StageDiff[]
  /** Compared stages whose files do not change. */
  readonly same: readonly StageImpact[]
  /** How many have been compared. */
  readonly done: number
  readonly error: unknown
  readonly retry: () => void
}

const nothingYet = { diffs: [], same: [] } as const

interface StreamOptions {
  /** While somebody types: stop at the first stage that differs, and fetch what it applies first. */
  readonly isFirstLook?: boolean
}

/**
 * Compiles both sides of each stage on the server, one stage after another, and yields each result as it arrives. A newer change set waits for
 * the one request under way and then replaces it, so that fast typing never queues up stale work. The former results stay until the first new
 * one.
 */
export function useManifestStream(
  project: string,
  { stages: impacts, documents, older }: Impact,
  { isFirstLook = false }: StreamOptions = {},
): ManifestStream {
  const { client } = usePlatform()
  const cache = useQueryClient()
  const [attempt, setAttempt] = useState(0)
  const [stream, setStream] = useState<Omit<ManifestStream, 'done' | 'retry'>>({ ...nothingYet, error: null })
  // Compared by content, not by identity.
  const key = JSON.stringify([impacts.map(({ line, stage }) => [line, stage]), documents, older])
  const latest = useRef({ impacts, documents, older })
  latest.current = { impacts, documents, older }
  const underWay = useRef(Promise.resolve())
  useEffect(() => {
    let isStale = false
    const { impacts: wanted, ...texts } = latest.current
    const source = { cache, client, project }
    async function compile(): Promise<void> {
      const found: StageDiff[] = []
      const same: StageImpact[] = []
      for (const impact of wanted) {
        if (isStale) return
        const diff = { impact, ...(await changesOf(source, impact, texts, isFirstLook ? 'applied' : 'all')) }
        if (isStale) return
        if (diff.files.length > 0 || diff.faults.length > 0) found.push(diff)
        else same.push(impact)
        setStream({ diffs: [...found], same: [...same], error: null })
        if (isFirstLook && found.length > 0) return
      }
      if (wanted.length === 0 && !isStale) setStream({ ...nothingYet, error: null })
    }
    underWay.current = underWay.current.then(compile).catch((error: unknown) => {
      if (!isStale) setStream((known) => ({ ...known, error }))
    })
    return () => {
      isStale = true
    }
  }, [cache, client, project, key, isFirstLook, attempt])
  return { ...stream, done: stream.diffs.length + stream.same.length, retry: () => setAttempt((count) => count + 1) }
}

type Extent = 'all' | 'applied'

interface Source {
  readonly cache: QueryClient
  readonly client: Client
  readonly project: string
}

async function changesOf(
  source: Source,
  impact: StageImpact,
  texts: Pick<Impact, 'documents' | 'older'>,
  extent: Extent,
): Promise<StageChanges> {
  const { client, project } = source
  const [before, after] = await Promise.all([
    impact.isPublished ? manifestsBefore(source, impact, texts.older, extent) : noManifests,
    impact.isDrafted ? manifestsOf(client, project, impact, texts.documents, extent) : noManifests,
  ])
  const changes = stageChanges(before, after)
  const isSame = changes.files.length === 0 && changes.faults.length === 0
  return isSame && extent === 'applied' ? changesOf(source, impact, texts, 'all') : changes
}

function manifestsBefore(
  { cache, client, project }: Source,
  { line, stage: now, formerly: stage = now }: StageImpact,
  older: Texts,
  extent: Extent,
): Promise<StageManifests> {
  return Object.keys(older).length > 0
    ? manifestsOf(client, project, { line, stage }, older, extent)
    : publishedManifests(cache, client, project, { line, stage, extent })
}

function manifestsOf(
  client: Client,
  project: string,
  { line, stage }: Pick<StageImpact, 'line' | 'stage'>,
  documents: Texts,
  extent: Extent,
): Promise<StageManifests> {
  const body = { line, stage, documents: { ...documents }, inputs: {}, extent }
  return client.ask(previewStage, { params: { project }, body })
}
