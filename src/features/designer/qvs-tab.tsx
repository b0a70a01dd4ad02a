import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { useSearchParams } from 'react-router'
import { editText } from '#client/change-set/editor.ts'
import { usePlatform } from '#client/platform.ts'
import { documentOptions } from '#client/queries/documents.ts'
import { modulesOptions } from '#client/queries/modules.ts'
import { checkQvs } from '#domain/adapters/qvs-assist/check.ts'
import { documentId } from '#domain/documents.ts'
import { ok } from '#domain/result.ts'
import { CodeView } from '#ui/code/code-view.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Segmented } from '#ui/segmented.tsx'
import { Select } from '#ui/select.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { useDesigner, useEditorState } from './designer-context.ts'
import { QvsForm } from './qvs-form.tsx'
import { qvsMessages } from './qvs-messages.ts'
import { useFindingWords } from './use-finding-words.ts'
import { useQvsAssist } from './use-qvs-assist.ts'

const noModules: readonly never[] = []

/** The QVS Config of one of the line's applications, as part of the change set; the application and the line are in the URL. */
export function QvsTab() {
  const t = useMessages(qvsMessages)
  const { view, project } = useDesigner()
  const { client } = usePlatform()
  const [search, setSearch] = useSearchParams()
  const modules = useQuery(modulesOptions(client, project))
  const inLine = new Set(view.line.spec.stages.map((stage) => stage.spec.deployment.app))
  const names = view.world.applications.map(({ name }) => name)
  const applications = names.toSorted((a, b) => Number(inLine.has(b)) - Number(inLine.has(a)))
  const selected = view.line.spec.stages.find(({ name }) => name === search.get('select'))?.spec.deployment.app
  const application = search.get('config') ?? selected ?? applications[0]
  if (application === undefined) return null
  return (
    <div className="lw-qvs">
      <div className="lw-qvs-head">
        <Select
          label={t('application')}
          quiet
          value={application}
          choices={applications.map((name) => ({ id: name, title: name }))}
          onChange={(name) =>
            setSearch(
              (before) => {
                before.set('config', name)
                before.delete('configLine')
                return before
              },
              { replace: true },
            )
          }
        />
        <Segmented
          label={t('editAs')}
          selected={search.get('configAs') === 'form' ? 'form' : 'yaml'}
          onSelect={(id) =>
            setSearch(
              (before) => {
                if (id === 'form') before.set('configAs', 'form')
                else before.delete('configAs')
                return before
              },
              { replace: true },
            )
          }
          choices={[
            { id: 'yaml', title: 'YAML' },
            { id: 'form', title: t('form') },
          ]}
        />
        {search.get('configAs') === 'form' ? null : <span className="lw-muted">{t('hint')}</span>}
      </div>
      <QvsEditor key={application} application={application} modules={modules.data?.modules ?? noModules} />
    </div>
  )
}

interface EditorProps {
  readonly application: string
  readonly modules: readonly { readonly name: string; readonly revision: string }[]
}

function QvsEditor({ application, modules }: EditorProps) {
  const t = useMessages(qvsMessages)
  const words = useFindingWords()
  const { editor, editable, view, project } = useDesigner()
  const { client } = usePlatform()
  const [search] = useSearchParams()
  const state = useEditorState(editor)
  const id = documentId('qvs-config', application)
  const isKnown = state.bases[id] !== undefined
  const published = useQuery({ ...documentOptions(client, project, id), enabled: !isKnown, retry: false })
  const { data, isError } = published
  useEffect(() => {
    // An application without a QVS Config starts with an empty one.
    if (data !== undefined || isError) editor.addBase(id, data)
  }, [editor, id, data, isError])
  const text = state.history.present[id] ?? state.bases[id]?.text ?? ''
  const { adapters } = view.world
  const knowledge = useMemo(() => ({ adapters, modules }), [adapters, modules])
  const assist = useQvsAssist(knowledge)
  const markers = useMemo(
    () =>
      checkQvs(text, knowledge).flatMap((finding) =>
        finding.place.line === undefined
          ? []
          : [
              {
                line: finding.place.line,
                column: finding.place.column ?? 1,
                message: words(finding),
                severity: finding.severity,
              },
            ],
      ),
    [text, knowledge, words],
  )
  const line = Number(search.get('configLine') ?? '0')
  const place = useMemo(() => (line > 0 ? { line } : undefined), [line])
  const highlight = useMemo(() => (line > 0 ? { from: line, to: line } : undefined), [line])
  if (!isKnown) return <Skeleton rows={6} />
  if (search.get('configAs') === 'form')
    return (
      <QvsForm
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
  )
}
