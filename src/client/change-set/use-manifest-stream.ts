import { useEffect, useRef, useState } from 'react'
import { previewStage } from '#contract/compile.ts'
import type { Texts } from '#domain/documents.ts'
import type { StageImpact } from '#domain/parameters/impact.ts'
import type { Client } from '../client.ts'
import { usePlatform } from '../platform.ts'
import { noManifests, type StageChanges, stageChanges, type StageManifests } from './manifest-changes.ts'

/** What a change set makes of the files of one stage. */
export interface StageDiff extends StageChanges {
  readonly impact: StageImpact
}

export interface ManifestStream {
  readonly diffs: readonly StageDiff[]
  readonly done: number
  readonly all: number
  readonly error: unknown
  readonly retry: () => void
}

const pause = 60

/**
 * Compiles both sides of each stage on the server, one stage after another, and hands each over as it comes. A newer change set stops what is
 * under way; what was found before stays in sight until the first new answer is there. Published sides are compiled once.
 */
export function useManifestStream(
  project: string,
  impacts: readonly StageImpact[],
  documents: Texts,
  most = Number.POSITIVE_INFINITY,
): ManifestStream {
  const { client } = usePlatform()
  const [attempt, setAttempt] = useState(0)
  const [stream, setStream] = useState<Omit<ManifestStream, 'retry'>>({ diffs: [], done: 0, all: 0, error: null })
  // Only what the documents say decides, not which object says it.
  const key = JSON.stringify([impacts.map(({ line, stage }) => [line, stage]), documents])
  const latest = useRef({ impacts, documents })
  latest.current = { impacts, documents }
  useEffect(() => {
    const stop = new AbortController()
    const wanted = latest.current.impacts.slice(0, most)
    const texts = latest.current.documents
    async function compile(): Promise<void> {
      const found: StageDiff[] = []
      for (const [index, impact] of wanted.entries()) {
        const [before, after] = await Promise.all([
          impact.isPublished ? publishedManifests(client, project, impact) : noManifests,
          impact.isDrafted ? manifestsOf(client, project, impact, texts, stop.signal) : noManifests,
        ])
        if (stop.signal.aborted) return
        const diff = { impact, ...stageChanges(before, after) }
        if (diff.files.length > 0 || diff.faults.length > 0) found.push(diff)
        setStream({ diffs: [...found], done: index + 1, all: wanted.length, error: null })
      }
      if (wanted.length === 0) setStream({ diffs: [], done: 0, all: 0, error: null })
    }
    const timer = setTimeout(() => {
      compile().catch((error: unknown) => {
        if (!stop.signal.aborted) setStream((known) => ({ ...known, error }))
      })
    }, pause)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [client, project, key, most, attempt])
  return { ...stream, retry: () => setAttempt((count) => count + 1) }
}

const published = new Map<string, Promise<StageManifests>>()

function publishedManifests(client: Client, project: string, impact: StageImpact): Promise<StageManifests> {
  const key = `${project} ${impact.line} ${impact.stage}`
  const known = published.get(key) ?? manifestsOf(client, project, impact, {})
  published.set(key, known)
  known.catch(() => published.delete(key))
  // What is published changes now and then; a minute covers a burst of typing.
  setTimeout(() => published.delete(key), 60_000)
  return known
}

async function manifestsOf(
  client: Client,
  project: string,
  { line, stage }: StageImpact,
  documents: Texts,
  signal?: AbortSignal,
): Promise<StageManifests> {
  const body = { line, stage, documents: { ...documents }, inputs: {} }
  const options = signal === undefined ? {} : { signal }
  return client.ask(previewStage, { params: { project }, body }, options)
}
