import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { useSearchParams } from 'react-router'
import { useEditorState } from '#client/change-set/use-editor-state.ts'
import { draftedText, type Editor, editText } from '#client/change-set/editor.ts'
import { useConfigFindings } from '#client/change-set/use-config-findings.ts'
import { usePlatform } from '#client/platform.ts'
import { newestOptions } from '#client/queries/documents.ts'
import { modulesOptions } from '#client/queries/modules.ts'
import type { AdapterDescription } from '#domain/adapters/catalog/description.ts'
import { checkQvs } from '#domain/adapters/qvs-assist/check.ts'
import { documentId } from '#domain/documents.ts'
import { ok } from '#domain/result.ts'
import { CodeView } from '#ui/code/code-view.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Segmented } from '#ui/fields/segmented.tsx'
import { Skeleton } from '#ui/page/skeleton.tsx'
import { useAddress } from '#ui/use-address.ts'
import { QvsForm } from './qvs-form.tsx'
import { QvsProblems } from './qvs-problems.tsx'
import { qvsMessages } from './qvs-messages.ts'
import { useFindingMarkers } from '../use-finding-markers.ts'
import { useQvsAssist } from './use-qvs-assist.ts'

const noModules: readonly never[] = []

/** Switches between text and form, as the URL says, and links the schema for other editors. */
export function QvsWays() {
  const t = useMessages(qvsMessages)
  const [search, change] = useAddress()
  const isForm = search.get('configAs') === 'form'
  return (
    <>
      <Segmented
        label={t('editAs')}
        selected={isForm ? 'form' : 'yaml'}
        onSelect={(id) => change({ configAs: id === 'form' ? 'form' : undefined })}
        choices={[
          { id: 'yaml', title: 'YAML' },
          { id: 'form', title: t('form') },
        ]}
      />
      {isForm ? null : <span className="lw-muted">{t('hint')}</span>}
      <a href="/apis/v1/schemas/qvs-config.json" target="_blank" rel="noreferrer" title={t('schemaTitle')}>
        JSON Schema
      </a>
    </>
  )
}

export interface QvsEditorProps {
  readonly project: string
  readonly application: string
  readonly editor: Editor
  readonly editable: boolean
  readonly adapters: readonly AdapterDescription[]
}

/** The QVS Config of an application in a change set, as text or form. The URL says which line is in view. */
export function QvsEditor({ project, application, editor, editable, adapters }: QvsEditorProps) {
  const t = useMessages(qvsMessages)
  const { client } = usePlatform()
  const [search] = useSearchParams()
  const state = useEditorState(editor)
  const modules = useQuery(modulesOptions(client, project)).data?.modules ?? noModules
  const id = documentId('qvs-config', application)
  const isKnown = state.bases[id] !== undefined
  const published = useQuery({ ...newestOptions(client, project, id), enabled: !isKnown, retry: false })
  const { data, isError } = published
  useEffect(() => {
    // An application without a QVS Config starts from an empty one.
    if (data !== undefined || isError) editor.addBase(id, data?.document)
  }, [editor, id, data, isError])
  const text = draftedText(state, id) ?? ''
  const knowledge = useMemo(() => ({ adapters, modules }), [adapters, modules])
  const assist = useQvsAssist(knowledge)
  const own = useMemo(() => checkQvs(text, knowledge), [text, knowledge])
  const { findings, isCompiling } = useConfigFindings(project, application, text, own)
  // Findings in module files have no line in this text.
  const here = useMemo(() => findings.filter(({ place: { document } }) => document === undefined), [findings])
  const markers = useFindingMarkers(here)
  const line = Number(search.get('configLine') ?? '0')
  const linked = useMemo(() => (line > 0 ? { line } : undefined), [line])
  const [asked, setAsked] = useState<{ readonly line: number; readonly column: number }>()
  const place = asked ?? linked
  const highlight = useMemo(() => (line > 0 ? { from: line, to: line } : undefined), [line])
  if (!isKnown) return <Skeleton rows={6} />
  if (search.get('configAs') === 'form')
    return (
      <QvsForm
        application={application}
        text={text}
        knowledge={knowledge}
        isDisabled={!editable}
        onEdit={(edit, mark) =>
          editor.apply(
            t('step', { application }),
            editText(editor.store.getState(), id, edit),
            `qvs ${application} ${mark}`,
          )
        }
      />
    )
  return (
    <div className="lw-qvs-body">
      <CodeView
        label={t('label', { application })}
        text={text}
        readOnly={!editable}
        markers={markers}
        highlight={highlight}
        reveal={place}
        assist={assist}
        onChange={(typed) =>
          editor.apply(
            t('step', { application }),
            editText(editor.store.getState(), id, () => ok(typed)),
            `qvs ${application}`,
          )
        }
        onUndo={editor.undo}
        onRedo={editor.redo}
      />
      <QvsProblems
        {...{ project, text, findings, isCompiling, knowledge, editable }}
        onShow={(shown, column) => setAsked({ line: shown, column })}
        onFix={(title, fix) => {
          editor.apply(
            title,
            editText(editor.store.getState(), id, () => ok(fix.text)),
            `qvs ${application} fix`,
          )
        }}
      />
    </div>
  )
}
