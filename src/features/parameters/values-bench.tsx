import { useDeferredValue, useMemo } from 'react'
import { useEditorState } from '#client/change-set/use-editor-state.ts'
import type { DraftLock } from '#client/change-set/use-draft-lock.ts'
import { useRights } from '#client/access.ts'
import type { Editor } from '#client/change-set/editor.ts'
import { useCompiled } from '#client/change-set/use-compiled.ts'
import { useSharedDraft } from '#client/change-set/use-shared-draft.ts'
import { useDraft } from '#client/change-set/use-draft.ts'
import { inOrder } from '#client/environments.ts'
import { secretTexts } from '#domain/parameters/secret-text.ts'
import { useSecretKeys } from '#client/queries/use-sheet.ts'
import { draftWorld } from '#domain/line/draft-world.ts'
import { parseLine } from '#domain/line/parse.ts'
import type { World } from '#domain/line/world.ts'
import { lineBindings } from '#domain/parameters/line-bindings.ts'
import { parameterSheet } from '#domain/parameters/sheet.ts'
import { typedValue } from '#domain/parameters/typed-value.ts'
import { OtherTab } from '#parts/change-set/other-tab.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { InSlices } from '#ui/in-slices.tsx'
import { ProblemPanel } from '#ui/page/problem-panel.tsx'
import { useStable } from '#ui/use-stable.ts'
import { CompareView } from './compare-view.tsx'
import { FormView } from './form/form-view.tsx'
import { GridView } from './grid/grid-view.tsx'
import { parametersMessages } from './messages.ts'
import { ResourcesView } from './setup/resources-view.tsx'
import { SettledValues } from './settled-values.tsx'
import { useValuesCommands } from './use-values-commands.ts'
import { useValuesView, type ValuesViewName } from './use-values-view.ts'
import { ReviewValues } from './review-values.tsx'
import { type Values, type ValueChange, ValuesProvider } from './values-context.ts'
import { ValuesHeader } from './values-header.tsx'
import { linesIn, textsOfLines } from './texts-of-lines.ts'
import { writeValues } from './write-values.ts'

interface BenchProps {
  readonly project: string
  readonly editor: Editor
  readonly published: World
  readonly savedAt: string | undefined
  readonly takeOver: DraftLock['takeOver']
}

/** The views of one change set: all that they show derives from its texts. */
export function ValuesBench({ project, editor, published, savedAt, takeOver }: BenchProps) {
  const t = useMessages(parametersMessages)
  const rights = useRights(project)
  const editable = rights.may('parameters.edit') && rights.may('line.edit') && takeOver === undefined
  const state = useEditorState(editor)
  const [view, show] = useValuesView()
  // A field keeps its own text, so letters are painted before this catches up. The grid needs the current values at
  // once.
  const settled = useDeferredValue(state.history.present)
  const texts = view.view === 'form' ? settled : state.history.present
  const { compiled, milliseconds } = useCompiled(project, texts, state.history)
  const { draft, save } = useDraft(project, editor, editable, savedAt)
  const isElsewhere = takeOver !== undefined
  useSharedDraft(project, editor, isElsewhere)
  const secrets = useSecretKeys(project)
  const world = useMemo(() => draftWorld(published, texts, compiled), [published, texts, compiled])
  const lineTexts = useMemo(() => textsOfLines(texts, state.bases), [texts, state.bases])
  const { lines, bindings } = useLines(lineTexts)
  const before = useMemo(() => parameterSheet(published, bindings, secrets), [published, bindings, secrets])
  const sheet = useMemo(
    () => (world === published ? before : parameterSheet(world, bindings, secrets)),
    [world, before, published, bindings, secrets],
  )
  const environments = inOrder(world.environments)
  const reference = environments.find(({ name }) => name === view.reference)?.name ?? environments[0]?.name ?? ''
  const write = useStable((typed: readonly ValueChange[], name?: string, mark?: string): boolean => {
    if (!editable || typed.length === 0) return false
    const changes = typed.map((change) =>
      change.value === undefined ? change : { ...change, value: typedValue(change.row.field, change.value) },
    )
    const [only] = changes
    const title =
      name ??
      (changes.length === 1
        ? t('stepSet', { name: only?.row.name ?? '' })
        : t('stepSetMany', { count: changes.length }))
    return editor.apply(title, writeValues(editor.store.getState(), changes), mark)
  })
  const values = useMemo(
    (): Values => ({
      project,
      editor,
      world,
      publishedWorld: published,
      sheet,
      published: before,
      lines,
      bindings,
      editable,
      reference,
      secretTexts: (environment) => secretTexts(secrets.get(environment)),
      secretKeys: (environment) => [...(secrets.get(environment)?.keys() ?? [])],
      view,
      show,
      write,
      apply: (name, edit, mark) => editable && editor.apply(name, edit, mark),
    }),
    [
      project,
      editor,
      world,
      published,
      sheet,
      before,
      lines,
      bindings,
      editable,
      reference,
      secrets,
      view,
      show,
      write,
    ],
  )
  // A constant element per view, so that typing reaches it only through the values that change.
  const shown = useMemo(() => viewNamed(view.view), [view.view])
  const settledDraft = useDeferredValue(draft)
  const header = useMemo(
    () => (
      <SettledValues>
        <ValuesHeader draft={settledDraft} isElsewhere={isElsewhere} milliseconds={milliseconds} />
      </SettledValues>
    ),
    [settledDraft, isElsewhere, milliseconds],
  )
  useValuesCommands({ editor, editable, save, show })
  return (
    <ValuesProvider value={values}>
      <div className="lw-values">
        {header}
        {takeOver === undefined ? null : <OtherTab onTakeOver={takeOver} />}
        {state.problem === undefined ? null : (
          <div className="lw-values-problem" role="alert">
            <ProblemPanel problem={state.problem} />
            <button type="button" className="lw-text-button" onClick={editor.dismiss}>
              {t('dismiss')}
            </button>
          </div>
        )}
        <div className="lw-values-body">
          <InSlices>{shown}</InSlices>
        </div>
      </div>
      {view.dialog === 'review' ? <ReviewValues onClose={() => show({ dialog: undefined })} /> : null}
    </ValuesProvider>
  )
}

function viewNamed(name: ValuesViewName) {
  switch (name) {
    case 'grid':
      return <GridView />
    case 'form':
      return <FormView />
    case 'compare':
      return <CompareView />
    case 'resources':
      return <ResourcesView />
  }
}

function useLines(texts: string) {
  return useMemo(() => {
    const lines = linesIn(texts).flatMap((text) => parseLine(text).line ?? [])
    return { lines, bindings: lineBindings(lines) }
  }, [texts])
}
