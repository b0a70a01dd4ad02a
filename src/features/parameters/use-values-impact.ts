import { useMemo } from 'react'
import { useEditorState } from '#client/change-set/use-editor-state.ts'
import { type Impact, useImpact } from '#client/change-set/use-impact.ts'
import { parseLine } from '#domain/line/parse.ts'
import { useValues } from './values-context.ts'

/** What the page's change set affects, in all lines. */
export function useValuesImpact(): Impact {
  const { editor, publishedWorld, world, lines } = useValues()
  const { bases } = useEditorState(editor)
  const published = useMemo(
    () =>
      Object.entries(bases).flatMap(([id, { text }]) => (id.startsWith('line/') ? (parseLine(text).line ?? []) : [])),
    [bases],
  )
  return useImpact(editor, { lines: published, world: publishedWorld }, { lines, world })
}
