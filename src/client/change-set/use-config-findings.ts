import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { findingsOf, type Finding } from '#domain/problem.ts'
import { usePlatform } from '../platform.ts'
import { problemOf } from '../problems.ts'
import { compiledOptions } from './use-compiled.ts'

export interface ConfigFindings {
  /** In the order of the text; findings in adapters' own files come last. */
  readonly findings: readonly Finding[]
  readonly isCompiling: boolean
}

/**
 * All findings of a QVS Config: `own` from reading its text, and those from compiling it. While a changed text compiles, the findings of the last
 * compile stay.
 */
export function useConfigFindings(
  project: string,
  application: string,
  text: string,
  own: readonly Finding[],
): ConfigFindings {
  const { client } = usePlatform()
  const isEmpty = text.trim() === ''
  const { data, error, isFetching } = useQuery({
    ...compiledOptions(client, project, application, text),
    enabled: !isEmpty,
    retry: false,
  })
  const fresh = useMemo(() => {
    const said = data?.findings ?? (error === null ? undefined : findingsOf(problemOf(error)))
    return said?.filter((finding) => !own.some((one) => isSame(one, finding)))
  }, [data, error, own])
  const [last, setLast] = useState<readonly Finding[]>([])
  if (fresh !== undefined && fresh !== last) setLast(fresh)
  const added = isEmpty ? none : (fresh ?? last)
  const findings = useMemo(() => [...own, ...added].toSorted((a, b) => orderOf(a) - orderOf(b)), [own, added])
  return { findings, isCompiling: isFetching }
}

const none: readonly Finding[] = []

/** Codes of the compiler for the same mistakes. The findings from the text are better, since they suggest similar names. */
const sameAs: Readonly<Record<string, readonly string[]>> = {
  'adapter-unknown-name': ['qvs-unknown-field'],
  'adapter-missing-parameter': ['qvs-missing-field'],
  'adapter-parameter': ['qvs-unfit'],
  'adapter-unfit-choice': ['qvs-unfit'],
  'adapter-unfit-kind': ['qvs-unfit'],
  'adapter-cue': ['qvs-unknown-adapter'],
  'adapter-missing-package': ['qvs-unknown-adapter'],
  'adapter-missing-directory': ['qvs-unknown-adapter'],
  'adapter-in-no-module': ['qvs-unknown-adapter'],
  'adapter-no-pattern': ['qvs-unknown-adapter'],
  'module-without-adapter': ['qvs-unknown-adapter', 'qvs-module-not-named'],
}

function isSame({ code, place: at }: Finding, { code: other, place }: Finding): boolean {
  const isHere = place.document === undefined && at.line === place.line && at.column === place.column
  return isHere && (code === other || sameAs[other]?.some((own) => code.startsWith(own)) === true)
}

function orderOf({ place: { document, line = 0, column = 0 } }: Finding): number {
  return document === undefined ? line * 10_000 + column : Number.MAX_SAFE_INTEGER
}
