import { queryOptions, useQueries, type UseQueryResult } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { Client } from '../client.ts'
import { usePlatform } from '../platform.ts'
import { problemOf } from '../problems.ts'
import { compilePipelines } from '#contract/compile.ts'
import { type Compiled, notCompiled, textsBefore } from '#domain/line/draft-world.ts'
import { documentId, type Texts } from '#domain/documents.ts'
import type { History } from '#domain/history.ts'
import { findingsOf, type Finding } from '#domain/problem.ts'

type Unit = Compiled[string] & {
  readonly application: string
  readonly milliseconds: number
  readonly findings: readonly Finding[]
}

/** Why the QVS Config of an application does not compile. */
export interface ConfigFault {
  readonly application: string
  readonly findings: readonly Finding[]
}

export interface CompiledDraft {
  readonly compiled: Compiled
  /** For QVS Configs that did not compile when the draft was opened: what the last good text in its history compiles to. */
  readonly earlier: Compiled
  /** Kept while a changed text compiles. */
  readonly faults: readonly ConfigFault[]
  readonly milliseconds: number | undefined
  readonly onCompiled: (application: string, unit: Compiled[string]) => void
}

/** Compiles the draft's QVS Configs, except those that dropping an adapter has already compiled. Says which have not compiled, or not yet. */
export function useCompiled(project: string, texts: Texts, history: History<Texts>): CompiledDraft {
  const { client } = usePlatform()
  const [begun] = useState(history)
  const [own, setOwn] = useState<Compiled>({})
  const wanted = Object.entries(texts).flatMap(([id, text]) =>
    id.startsWith('qvs-config/') ? [{ application: id.slice('qvs-config/'.length), text }] : [],
  )
  const missing = wanted.filter(({ application, text }) => own[application]?.text !== text)
  const { units, areThere, errors, isWaiting } = useQueries({
    queries: missing.map(({ application, text }) => compiledOptions(client, project, application, text)),
    combine: answersOf,
  })
  const unknown = missing.flatMap(({ application }, index) => (areThere[index] === true ? [] : [application])).join(' ')
  const compiled = useMemo(
    () => ({
      ...own,
      ...Object.fromEntries(unknown.split(' ').flatMap((name) => (name === '' ? [] : [[name, notCompiled]]))),
      ...Object.fromEntries(units.map((unit) => [unit.application, unit])),
    }),
    [own, unknown, units],
  )
  const names = missing.map(({ application }) => application).join(' ')
  const found = useMemo(
    () =>
      names.split(' ').flatMap((application, index): ConfigFault[] => {
        const error = errors[index] ?? null
        return error === null ? [] : [{ application, findings: findingsOf(problemOf(error)) }]
      }),
    [names, errors],
  )
  const earlier = useQueries({
    queries: missing.flatMap(({ application, text }, index) => {
      const id = documentId('qvs-config', application)
      const isBegun = begun.present[id] === text && errors[index] !== null
      return isBegun ? [earlierOptions(client, project, application, textsBefore(begun, id))] : []
    }),
    combine: unitsOf,
  })
  const [faults, setFaults] = useState(found)
  if (!isWaiting && found !== faults) setFaults(found)
  return {
    compiled,
    earlier,
    faults,
    milliseconds: units[0]?.milliseconds,
    onCompiled: (application, unit) => setOwn((before) => ({ ...before, [application]: unit })),
  }
}

/** What one text of an application's QVS Config compiles to. */
export function compiledOptions(client: Client, project: string, application: string, text: string) {
  return queryOptions({
    queryKey: [project, 'compiled', application, text],
    async queryFn({ signal }): Promise<Unit> {
      const { pipelines, tasks, adapters, milliseconds, findings } = await client.ask(
        compilePipelines,
        { params: { project }, body: { application, qvsConfig: text } },
        { signal },
      )
      return { application, text, pipelines, tasks, adapters, milliseconds, findings }
    },
    staleTime: Number.POSITIVE_INFINITY,
  })
}

// Older texts have too little in common with the current one.
const mostEarlier = 5

/** The result of the first text that compiles. */
function earlierOptions(client: Client, project: string, application: string, texts: readonly string[]) {
  const tried = texts.slice(0, mostEarlier)
  return queryOptions({
    queryKey: [project, 'compiled', application, ...tried],
    async queryFn({ signal }): Promise<Unit | null> {
      for (const text of tried) {
        const answer = await client.call(
          compilePipelines,
          { params: { project }, body: { application, qvsConfig: text } },
          { signal },
        )
        if (answer.ok) return { ...answer.value, application, text }
      }
      return null
    },
    staleTime: Number.POSITIVE_INFINITY,
  })
}

function unitsOf(answers: readonly UseQueryResult<Unit | null>[]): Compiled {
  return Object.fromEntries(
    answers.flatMap(({ data }) => (data === undefined || data === null ? [] : [[data.application, data]])),
  )
}

function answersOf(answers: readonly UseQueryResult<Unit>[]) {
  return {
    units: answers.flatMap((answer) => answer.data ?? []),
    areThere: answers.map(({ data }) => data !== undefined),
    errors: answers.map(({ error }) => error),
    isWaiting: answers.some(({ isPending }) => isPending),
  }
}
