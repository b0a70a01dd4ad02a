import { useQueries } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { usePlatform } from '#client/platform.ts'
import { compilePipelines } from '#contract/compile.ts'
import type { Compiled } from './draft-world.ts'
import type { Texts } from './editor.ts'

/** What the draft's QVS Configs compile to; one that was compiled already, when an adapter was dropped, is not compiled again. */
export function useCompiled(project: string, texts: Texts): { readonly compiled: Compiled; readonly milliseconds: number | undefined; readonly onCompiled: (application: string, unit: Compiled[string]) => void } {
  const { client } = usePlatform()
  const [own, setOwn] = useState<Compiled>({})
  const wanted = Object.entries(texts).flatMap(([id, text]) => (id.startsWith('qvs-config/') ? [{ application: id.slice('qvs-config/'.length), text }] : []))
  const missing = wanted.filter(({ application, text }) => own[application]?.text !== text)
  const answers = useQueries({
    queries: missing.map(({ application, text }) => ({
      queryKey: [project, 'compiled', application, text],
      queryFn: ({ signal }: { signal: AbortSignal }) => client.ask(compilePipelines, { params: { project }, body: { application, qvsConfig: text } }, { signal }),
      staleTime: Number.POSITIVE_INFINITY,
    })),
  })
  const key = answers.map((answer) => answer.dataUpdatedAt).join()
  const compiled = useMemo(() => {
    const found = missing.flatMap(({ application, text }, index): [string, Compiled[string]][] => {
      const data = answers[index]?.data
      return data === undefined ? [] : [[application, { text, pipelines: data.pipelines, tasks: data.tasks }]]
    })
    return { ...own, ...Object.fromEntries(found) }
  }, [own, key, texts])
  return {
    compiled,
    milliseconds: answers[0]?.data?.milliseconds,
    onCompiled: (application, unit) => setOwn((before) => ({ ...before, [application]: unit })),
  }
}
