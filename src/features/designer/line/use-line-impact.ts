import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useEditorState } from '#client/change-set/use-editor-state.ts'
import { type Impact, noTexts, useImpact } from '#client/change-set/use-impact.ts'
import { usePlatform } from '#client/platform.ts'
import { documentsOptions } from '#client/queries/document-lists.ts'
import { worldOptions } from '#client/queries/world.ts'
import { draftedText } from '#client/change-set/editor.ts'
import type { DocumentId, Texts } from '#domain/documents.ts'
import type { AssemblyLine } from '#domain/line/line.ts'
import { parseLine } from '#domain/line/parse.ts'
import { useDesigner, useView } from '../designer-context.tsx'
import type { LineView } from './line-view.ts'

/** What a line's change set affects: its own stages, and those of other lines that use the same values and adapters. */
export function useLineImpact(): Impact {
  const { project, editor } = useDesigner()
  const view = useView()
  const { client } = usePlatform()
  const state = useEditorState(editor)
  const base = state.bases[editor.subject]?.text ?? ''
  const text = draftedText(state, editor.subject) ?? ''
  const documents = useQuery(documentsOptions(client, project, 'line')).data?.documents
  const published = useQuery(worldOptions(client, project)).data?.world ?? view.world
  const others = useMemo(
    () => (documents ?? []).flatMap(({ id, text }) => (id === editor.subject ? [] : (parseLine(text).line ?? []))),
    [documents, editor.subject],
  )
  const before = useMemo(
    () => [...others, ...[parseLine(base).line].filter((line) => line !== undefined)],
    [others, base],
  )
  const drafted = useMemo(() => draftedLine(view, text), [view, text])
  const after = useMemo(() => [...others, drafted], [others, drafted])
  const older = useMemo(() => olderText(editor.subject, base, documents), [editor.subject, base, documents])
  return useImpact(editor, { lines: before, world: published }, { lines: after, world: view.world }, older)
}

/**
 * The drafted line. On a page that has just opened the view has none yet, so its text is parsed: with an empty line,
 * every stage would look removed.
 */
export function draftedLine(view: Pick<LineView, 'parsed' | 'line'>, text: string): AssemblyLine {
  return view.parsed.line === undefined ? (parseLine(text).line ?? view.line) : view.line
}

/** The text that a draft began from, if a newer one is published. */
export function olderText(
  id: DocumentId,
  base: string,
  published: readonly { readonly id: DocumentId; readonly text: string }[] | undefined,
): Texts {
  const isNewest = published === undefined || base === '' || published.some((one) => one.id === id && one.text === base)
  return isNewest ? noTexts : { [id]: base }
}
