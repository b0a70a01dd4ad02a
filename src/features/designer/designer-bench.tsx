import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { DraftLock } from '#client/change-set/use-draft-lock.ts'
import { useRights } from '#client/access.ts'
import { documentId } from '#domain/documents.ts'
import { printLayout, parseLayout } from '#domain/line/layout/layout-document.ts'
import type { World } from '#domain/line/world.ts'
import { OtherTab } from '#parts/change-set/other-tab.tsx'
import { isIdle } from '#ui/idle-focus.ts'
import { isComposing } from '#ui/commands/use-commands.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { InSlices } from '#ui/in-slices.tsx'
import { SplitPane } from '#ui/split-pane.tsx'
import { useAddress } from '#ui/use-address.ts'
import { useStable } from '#ui/use-stable.ts'
import { BrokenText } from './broken-text.tsx'
import { ConfigNewsNotes } from './qvs/config-news.tsx'
import { DesignerCanvas } from './board/designer-canvas.tsx'
import { type Designer, DesignerProvider, useEditorState } from './designer-context.tsx'
import { DesignerHeader } from './designer-header.tsx'
import { DesignerStatus } from './designer-status.tsx'
import { Drawer } from './drawer.tsx'
import { draftedText, editText, type Editor, inOrder } from '#client/change-set/editor.ts'
import { arrangeAll, removeSelected, rename, renamePosition } from './line/edits.ts'
import { Inspector } from './inspector/inspector.tsx'
import { designerMessages } from './messages.ts'
import { NewerVersion } from './versions/newer-version.tsx'
import { Outline } from './outline/outline.tsx'
import { Palette } from './palette/palette.tsx'
import { focusBoard, usePaneSizes } from './panes.ts'
import { PublishDialog } from './versions/publish-dialog.tsx'
import { Refusal } from './board/refusal.tsx'
import { StartDialog } from './start-dialog.tsx'
import { useAnnouncement } from './use-announcement.ts'
import { useCompiled } from '#client/change-set/use-compiled.ts'
import { useDesignerCommands } from './use-designer-commands.ts'
import { useDraftWorld } from '#client/change-set/use-draft-world.ts'
import { useDraft } from '#client/change-set/use-draft.ts'
import { useFolded } from './board/use-folded.ts'
import { useInsert } from './palette/use-insert.tsx'
import { useLineCommands } from './use-line-commands.ts'
import { useLineView } from './line/use-line-view.ts'
import { usePresence } from './presence/use-presence.ts'
import { useFollowedSelection, useSelection } from './use-selection.ts'

interface BenchProps {
  readonly project: string
  readonly line: string
  readonly editor: Editor
  readonly published: World
  readonly savedAt: string | undefined
  /** Whether another tab of this person is editing the line. */
  readonly takeOver: DraftLock['takeOver']
}

/** The panes of the designer around one editor; everything shown follows from its texts. */
export function DesignerBench({ project, line, editor, published, savedAt, takeOver }: BenchProps) {
  const t = useMessages(designerMessages)
  const rights = useRights(project)
  const editable = rights.may('line.edit') && takeOver === undefined
  const state = useEditorState(editor)
  const texts = state.history.present
  const { compiled, milliseconds, onCompiled } = useCompiled(project, texts)
  const world = useDraftWorld(published, texts, compiled)
  const { folded, setFolded } = useFolded(project, line)
  const [isTidy, setTidy] = useState(false)
  const [tidyCount, setTidyCount] = useState(0)
  const layoutId = documentId('layout', line)
  const tidied = useMemo(
    () =>
      isTidy
        ? printLayout({ ...parseLayout(texts[layoutId] ?? state.bases[layoutId]?.text), positions: {} })
        : undefined,
    [isTidy, layoutId, state.bases, texts],
  )
  const { view, drawn } = useLineView(line, state, world, folded, { preview: tidied, count: tidyCount })
  const selection = useSelection()
  const { select, selectMany } = selection
  useFollowedSelection(view.line.spec.stages, selection)
  const [search, put] = useAddress()
  const [place, setPlace] = useState<{ readonly line: number; readonly column?: number }>()
  const [cursor, setCursor] = useState<{ readonly line: number; readonly column: number }>()
  const showCursor = useCallback((at: number, column: number) => setCursor({ line: at, column }), [])
  const [dialog, setDialog] = useState(() => dialogIn(search))
  function closeDialog(): void {
    setDialog(undefined)
    put({ start: undefined, publish: undefined })
  }
  const { draft, save } = useDraft(project, editor, editable, savedAt)
  const {
    insert,
    setUp,
    isCompiling,
    dialog: question,
  } = useInsert({ project, editor, view, ...selection, onCompiled })
  const asked = search.get('insert')
  const answered = useRef<string>(undefined)
  useEffect(() => {
    // A link from elsewhere names an adapter to insert; a reload must not insert it again.
    if (asked === null || !editable || answered.current === asked) return
    answered.current = asked
    put({ insert: undefined })
    insert({ kind: 'adapter', pattern: asked })
  }, [asked, editable, put, insert])
  const sizes = usePaneSizes()
  const showsOutline = search.get('outline') === 'yes'
  const others = usePresence(project, editor)
  const { announcement, announce } = useAnnouncement(editor, view)

  const editTexts: Designer['editTexts'] = useStable((name, edit, mark) => editable && editor.apply(name, edit, mark))
  const editLine: Designer['editLine'] = useStable((name, edit, mark) =>
    editTexts(name, editText(editor.store.getState(), editor.subject, edit), mark),
  )
  const remove: Designer['remove'] = useStable((ids, heal = false) => {
    const edit = removeSelected(view.line, ids, heal)
    const [first = ''] = ids
    const step = ids.length === 1 ? t('stepRemove', { name: first }) : t('stepRemoveMany', { count: ids.length })
    if (edit === undefined || !editLine(step, edit)) return
    selectMany([])
    // The row or the button that had the focus goes with what it removes.
    requestAnimationFrame(() => (isIdle(document.activeElement) ? focusBoard() : undefined))
  })
  const renameStage: Designer['renameStage'] = useStable((from, to) => {
    const known = editor.store.getState()
    const hasLayout = draftedText(known, layoutId) !== undefined
    const edit = inOrder(
      editText(known, editor.subject, rename(from, to)),
      ...(hasLayout ? [editText(known, layoutId, renamePosition(from, to))] : []),
    )
    return editTexts(t('stepRename', { from, to }), edit)
  })
  const reveal: Designer['reveal'] = useStable((at, column) => {
    put({ drawer: 'yaml' })
    setPlace({ line: at, ...(column === undefined ? {} : { column }) })
  })
  // Of all that changes here (the draft is saved, the cursor moves) nothing is in what the panes share.
  const designer = useMemo(
    (): Designer => ({
      project,
      line,
      editor,
      editable,
      select,
      selectMany,
      insert,
      setUp,
      announce,
      folded: new Set(folded),
      setFolded,
      editTexts,
      editLine,
      remove,
      renameStage,
      reveal,
    }),
    [
      project,
      line,
      editor,
      editable,
      select,
      selectMany,
      insert,
      setUp,
      announce,
      folded,
      setFolded,
      editTexts,
      editLine,
      remove,
      renameStage,
      reveal,
    ],
  )
  const review = useCallback(() => setDialog('publish'), [])
  const start = useCallback(() => setDialog('run'), [])
  const showPalette = useCallback(() => {
    put({ outline: undefined })
    requestAnimationFrame(() => document.querySelector<HTMLElement>('.lw-palette input')?.focus())
  }, [put])
  useLineCommands(project, line, editor, editable)
  useDesignerCommands({
    editor,
    editable,
    run: start,
    save,
    setUp,
    showPalette,
  })
  const isAsking = question !== null
  useEffect(() => {
    // What asked for it has gone with the question: the keyboard goes on at the board.
    if (!isAsking) return undefined
    return () => void requestAnimationFrame(() => (isIdle(document.activeElement) ? focusBoard() : undefined))
  }, [isAsking])
  const toggleOutline = useCallback(() => put({ outline: showsOutline ? undefined : 'yes' }), [put, showsOutline])
  const showedOutline = useRef(showsOutline)
  useEffect(() => {
    // Whoever asks for the outline goes on in it, and on the board after it.
    if (showedOutline.current !== showsOutline) focusBoard()
    showedOutline.current = showsOutline
  }, [showsOutline])
  // Enter on a card opens the form of what is missing, and puts the cursor there.
  const openInspector = useCallback(
    (id: string): void => {
      select(id)
      requestAnimationFrame(() =>
        document
          .querySelector<HTMLElement>('.lw-inspector :is(input, button, [tabindex="0"]):not(.lw-inspector-head *)')
          ?.focus(),
      )
    },
    [select],
  )
  const tidy = useMemo(
    () => ({
      isShown: isTidy,
      start: () => setTidy(true),
      end(isKept: boolean): void {
        setTidy(false)
        if (!isKept) return
        setTidyCount((count) => count + 1)
        editor.apply(t('stepArrange'), editText(editor.store.getState(), layoutId, arrangeAll))
      },
    }),
    [editor, isTidy, layoutId, t],
  )

  const board = (
    <div className="lw-designer-board">
      {takeOver === undefined ? null : <OtherTab onTakeOver={takeOver} />}
      <Refusal />
      <ConfigNewsNotes />
      <NewerVersion onReview={review} />
      <BrokenText />
      <InSlices>
        <DesignerCanvas
          outline={showsOutline}
          onOutline={toggleOutline}
          onOpen={openInspector}
          announcement={announcement}
          tidy={tidy}
        />
      </InSlices>
    </div>
  )
  return (
    <DesignerProvider designer={designer} view={view} drawn={drawn} selection={selection}>
      <div className="lw-designer">
        <h1 className="lw-hidden">{line}</h1>
        <DesignerHeader
          others={others}
          isElsewhere={takeOver !== undefined}
          draft={draft}
          onPublish={review}
          onRun={start}
        />
        <SplitPane
          name="designer.palette"
          label={showsOutline ? t('outline') : t('palette')}
          side="left"
          initial={sizes.palette}
          minimum={180}
          maximum={420}
          yields
          pane={<InSlices>{showsOutline ? <Outline onOpen={openInspector} /> : <Palette />}</InSlices>}
        >
          <SplitPane
            name="designer.inspector"
            label={t('inspector')}
            side="right"
            initial={sizes.inspector}
            minimum={280}
            maximum={560}
            pane={
              <div
                className="lw-inspector-pane"
                onKeyDown={(event) => {
                  if (event.key !== 'Escape' || event.defaultPrevented || isComposing(event.nativeEvent)) return
                  focusBoard()
                }}
              >
                <InSlices>
                  <Inspector />
                </InSlices>
              </div>
            }
          >
            <SplitPane
              name="designer.drawer"
              label={t('drawer')}
              side="bottom"
              initial={256}
              minimum={120}
              maximum={640}
              yields
              pane={
                <InSlices>
                  <Drawer place={place} onCursor={showCursor} />
                </InSlices>
              }
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
