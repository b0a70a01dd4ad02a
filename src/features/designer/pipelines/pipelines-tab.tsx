import { useQuery } from '@tanstack/react-query'
import { ClipboardPaste, Trash2 } from 'lucide-react'
import { useEffect, useMemo, useState } from 'react'
import { useEditorState } from '#client/change-set/use-editor-state.ts'
import { draftedText, editText } from '#client/change-set/editor.ts'
import { usePlatform } from '#client/platform.ts'
import { documentsOptions } from '#client/queries/document-lists.ts'
import type { DocumentVersion } from '#domain/documents.ts'
import { textsOf } from '#domain/project-documents.ts'
import { linesUsing } from '#domain/resource-references.ts'
import { ok } from '#domain/result.ts'
import { keptPipelineId, readKeptPipeline } from '#domain/tekton/bundle/kept-pipeline.ts'
import { Button } from '#ui/button.tsx'
import { CodeView } from '#ui/code/code-view.tsx'
import { EmptyState } from '#ui/page/empty-state.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Select } from '#ui/fields/select.tsx'
import { Skeleton } from '#ui/page/skeleton.tsx'
import { useAddress } from '#ui/use-address.ts'
import { useDesigner, useView } from '../designer-context.tsx'
import { TextProblems } from '../text-problems.tsx'
import { useFindingMarkers } from '../use-finding-markers.ts'
import { keptNames, removePipeline } from './kept-pipelines.ts'
import { pipelineMessages } from './pipeline-messages.ts'

/** The pasted Pipelines of the project, editable as part of the change set. The URL names the open one. */
export function PipelinesTab() {
  const t = useMessages(pipelineMessages)
  const { client } = usePlatform()
  const { project, editor } = useDesigner()
  const state = useEditorState(editor)
  const [search, change] = useAddress()
  const { data } = useQuery(documentsOptions(client, project, 'pipeline'))
  if (data === undefined) return <Skeleton rows={6} />
  const names = keptNames(state, data.documents)
  const wanted = search.get('pipeline')
  const name = names.find((one) => one === wanted) ?? names[0]
  if (name === undefined)
    return <EmptyState icon={<ClipboardPaste size={24} />} title={t('none')} text={t('noneText')} />
  return (
    <KeptPipeline
      key={name}
      name={name}
      names={names}
      published={data.documents.find(({ id }) => id === keptPipelineId(name))}
      onChoose={(next) => change({ pipeline: next })}
    />
  )
}

interface KeptPipelineProps {
  readonly name: string
  readonly names: readonly string[]
  readonly published: DocumentVersion | undefined
  readonly onChoose: (name: string) => void
}

function KeptPipeline({ name, names, published, onChoose }: KeptPipelineProps) {
  const t = useMessages(pipelineMessages)
  const { client } = usePlatform()
  const { project, editor, editable, editTexts } = useDesigner()
  const { world } = useView()
  const state = useEditorState(editor)
  const lines = useQuery(documentsOptions(client, project, 'line')).data?.documents
  const id = keptPipelineId(name)
  const isKnown = published === undefined || state.bases[id] !== undefined
  useEffect(() => editor.addBase(id, published), [editor, id, published])
  const text = draftedText(state, id) ?? ''
  const findings = useMemo(() => {
    const read = readKeptPipeline(name, text)
    return read.ok ? [] : read.error.map(({ place: { document: _own, ...place }, ...said }) => ({ ...said, place }))
  }, [name, text])
  const markers = useFindingMarkers(findings)
  const [asked, setAsked] = useState<{ readonly line: number; readonly column: number }>()
  if (!isKnown) return <Skeleton rows={6} />
  function remove(): void {
    const texts = {
      ...textsOf(lines ?? []),
      [editor.subject]: draftedText(editor.store.getState(), editor.subject) ?? '',
    }
    editTexts(t('stepRemove', { name }), removePipeline(name, world, linesUsing(name, texts)))
  }
  return (
    <div className="lw-qvs">
      <div className="lw-qvs-head">
        <Select
          label={t('pasted')}
          quiet
          value={name}
          choices={names.map((one) => ({ id: one, title: one }))}
          onChange={onChoose}
        />
        <span className="lw-muted lw-grow lw-ellipsis" title={t('help')}>
          {t('help')}
        </span>
        {editable ? (
          <Button
            kind="danger"
            icon={<Trash2 size={16} aria-hidden />}
            isDisabled={lines === undefined}
            onPress={remove}
          >
            {t('remove', { name })}
          </Button>
        ) : null}
      </div>
      <div className="lw-qvs-body">
        <CodeView
          label={t('textOf', { name })}
          text={text}
          readOnly={!editable}
          markers={markers}
          reveal={asked}
          onChange={(typed) =>
            editTexts(
              t('stepEdit', { name }),
              editText(editor.store.getState(), id, () => ok(typed)),
              id,
            )
          }
          onUndo={editor.undo}
          onRedo={editor.redo}
        />
        <TextProblems findings={findings} onShow={(line, column) => setAsked({ line, column })} />
      </div>
    </div>
  )
}
