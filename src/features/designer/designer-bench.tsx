import { Lock } from 'lucide-react'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useSearchParams } from 'react-router'
import { useRights } from '#client/access.ts'
import { documentId } from '#domain/documents.ts'
import type { AssemblyLine } from '#domain/line/line.ts'
import type { World } from '#domain/line/world.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { ProblemPanel } from '#ui/problem-panel.tsx'
import { SplitPane } from '#ui/split-pane.tsx'
import { DesignerCanvas } from './designer-canvas.tsx'
import { type Designer, DesignerProvider, useEditorState } from './designer-context.ts'
import { DesignerHeader } from './designer-header.tsx'
import { DesignerStatus } from './designer-status.tsx'
import { draftWorld } from '#domain/line/draft-world.ts'
import { Drawer } from './drawer.tsx'
import { editText, type Editor, inOrder } from '#client/change-set/editor.ts'
import { removeSelected, rename, renamePosition } from './edits.ts'
import { Inspector } from './inspector.tsx'
import { lineViewOf } from './line-view.ts'
import { designerMessages } from './messages.ts'
import { Outline } from './outline.tsx'
import { Palette } from './palette.tsx'
import { PublishDialog } from './publish-dialog.tsx'
import { StartDialog } from './start-dialog.tsx'
import { useCompiled } from './use-compiled.ts'
import { useDesignerCommands } from './use-designer-commands.ts'
import { useDraft } from '#client/change-set/use-draft.ts'
import { useInsert } from './use-insert.tsx'

interface BenchProps {
  readonly project: string
  readonly line: string
  readonly editor: Editor
  readonly published: World
  readonly savedAt: string | undefined
  /** Whether another tab of this person is editing the line. */
  readonly isElsewhere: boolean
}

/** The panes of the designer around one editor; everything shown follows from its texts. */
export function DesignerBench({ project, line, editor, published, savedAt, isElsewhere }: BenchProps) {
  const t = useMessages(designerMessages)
  const rights = useRights(project)
  const editable = rights.may('line.edit') && !isElsewhere
  const state = useEditorState(editor)
  const texts = state.history.present
  const { compiled, milliseconds, onCompiled } = useCompiled(project, texts)
  const lastGood = useRef<AssemblyLine>(undefined)
  const view = useMemo(
    () => lineViewOf(line, texts, state.bases, draftWorld(published, texts, compiled), 168, lastGood.current),
    [line, texts, state.bases, published, compiled],
  )
  useEffect(() => {
    lastGood.current = view.line
  }, [view])
  const [search, setSearch] = useSearchParams()
  const selected = search.get('select') ?? undefined
  const select = useCallback(
    (id: string | undefined): void =>
      setSearch(
        (before) => {
          if (id === undefined) before.delete('select')
          else before.set('select', id)
          return before
        },
        { replace: true },
      ),
    [setSearch],
  )
  const [place, setPlace] = useState<{ readonly line: number; readonly column?: number }>()
  const [cursor, setCursor] = useState<{ readonly line: number; readonly column: number }>()
  const [dialog, setDialog] = useState(() => dialogIn(search))
  const forget = useCallback(
    (...names: readonly string[]): void =>
      setSearch(
        (before) => {
          for (const name of names) before.delete(name)
          return before
        },
        { replace: true },
      ),
    [setSearch],
  )
  function closeDialog(): void {
    setDialog(undefined)
    forget('start', 'publish')
  }
  const { draft, save } = useDraft(project, editor, editable, savedAt)
  const { insert, isCompiling, dialog: question } = useInsert({ project, editor, view, selected, select, onCompiled })
  const asked = search.get('insert')
  const answered = useRef<string>(undefined)
  useEffect(() => {
    // A link from elsewhere names an adapter to insert; a reload must not insert it again.
    if (asked === null || !editable || answered.current === asked) return
    answered.current = asked
    forget('insert')
    insert({ kind: 'adapter', pattern: asked })
  }, [asked, editable, forget, insert])
  const showsOutline = search.get('outline') === 'yes'

  const designer: Designer = {
    project,
    line,
    editor,
    view,
    editable,
    selected,
    select,
    insert,
    editLine: (name, edit, mark) =>
      editable && editor.apply(name, editText(editor.store.getState(), editor.subject, edit), mark),
    remove(id, heal = false) {
      const edit = editable ? removeSelected(view.line, id, heal) : undefined
      if (edit !== undefined && designer.editLine(t('stepRemove', { name: id }), edit)) select(undefined)
    },
    renameStage(from, to) {
      const known = editor.store.getState()
      const layoutId = documentId('layout', line)
      const hasLayout = (known.history.present[layoutId] ?? known.bases[layoutId]?.text) !== undefined
      const edit = inOrder(
        editText(known, editor.subject, rename(from, to)),
        ...(hasLayout ? [editText(known, layoutId, renamePosition(from, to))] : []),
      )
      const done = editable && editor.apply(t('stepRename', { from, to }), edit)
      if (done && selected === from) select(to)
      return done
    },
    reveal(at, column) {
      setSearch(
        (before) => {
          before.set('drawer', 'yaml')
          return before
        },
        { replace: true },
      )
      setPlace({ line: at, ...(column === undefined ? {} : { column }) })
    },
  }
  useDesignerCommands({
    editor,
    editable,
    selected,
    remove: designer.remove,
    rename: () =>
      setSearch((before) => {
        before.set('tab', 'stage')
        return before
      }),
    publish: () => setDialog('publish'),
    run: () => setDialog('run'),
    save,
  })

  const board = (
    <div className="lw-designer-board">
      {isElsewhere ? (
        <p className="lw-designer-elsewhere" role="status">
          <Lock size={16} aria-hidden /> {t('elsewhere')}
        </p>
      ) : null}
      {state.problem === undefined ? null : (
        <div className="lw-designer-problem" role="alert">
          <ProblemPanel problem={state.problem} />
          <button type="button" className="lw-text-button" onClick={editor.dismiss}>
            {t('dismiss')}
          </button>
        </div>
      )}
      <DesignerCanvas
        outline={showsOutline}
        onOutline={() =>
          setSearch(
            (before) => {
              if (showsOutline) before.delete('outline')
              else before.set('outline', 'yes')
              return before
            },
            { replace: true },
          )
        }
      />
    </div>
  )
  return (
    <DesignerProvider value={designer}>
      <div className="lw-designer">
        <h1 className="lw-hidden">{line}</h1>
        <DesignerHeader
          isElsewhere={isElsewhere}
          draft={draft}
          onPublish={() => setDialog('publish')}
          onRun={() => setDialog('run')}
        />
        <SplitPane
          name="designer.palette"
          label={showsOutline ? t('outline') : t('palette')}
          side="left"
          initial={window.innerWidth < 1200 ? 180 : 240}
          minimum={180}
          maximum={420}
          pane={showsOutline ? <Outline /> : <Palette />}
        >
          <SplitPane
            name="designer.inspector"
            label={t('inspector')}
            side="right"
            initial={window.innerWidth < 1200 ? 280 : 336}
            minimum={280}
            maximum={560}
            pane={<Inspector />}
          >
            <SplitPane
              name="designer.drawer"
              label={t('drawer')}
              side="bottom"
              initial={256}
              minimum={120}
              maximum={640}
              pane={<Drawer place={place} onCursor={(at, column) => setCursor({ line: at, column })} />}
            >
              {board}
            </SplitPane>
          </SplitPane>
        </SplitPane>
        <DesignerStatus cursor={cursor} isCompiling={isCompiling} milliseconds={milliseconds} />
        {dialog === 'publish' && editable ? <PublishDialog onClose={closeDialog} /> : null}
        {dialog === 'run' ? <StartDialog onClose={closeDialog} /> : null}
        {question}
      </div>
    </DesignerProvider>
  )
}

/** Links from elsewhere ask for a dialog at once: `?start=1` for a run, `?publish=1` for publishing. */
function dialogIn(search: URLSearchParams): 'publish' | 'run' | undefined {
  if (search.get('start') === '1') return 'run'
  return search.get('publish') === '1' ? 'publish' : undefined
}
