import { useCallback, useMemo, useState } from 'react'
import type { DraftLock } from '#client/change-set/use-draft-lock.ts'
import type { Editor } from '#client/change-set/editor.ts'
import { useCompiled } from '#client/change-set/use-compiled.ts'
import { useDraft } from '#client/change-set/use-draft.ts'
import { useDraftWorld } from '#client/change-set/use-draft-world.ts'
import { useRights } from '#client/access.ts'
import type { World } from '#domain/line/world.ts'
import { OtherTab } from '#parts/change-set/other-tab.tsx'
import { isComposing } from '#ui/commands/use-commands.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { InSlices } from '#ui/in-slices.tsx'
import { SplitPane } from '#ui/page/split-pane.tsx'
import { useAddress } from '#ui/use-address.ts'
import { useStable } from '#ui/use-stable.ts'
import { DesignerCanvas } from './board/designer-canvas.tsx'
import { Refusal } from './board/refusal.tsx'
import { useFolded } from './board/use-folded.ts'
import { BrokenText } from './broken-text.tsx'
import { type Designer, DesignerProvider, useEditorState } from './designer-context.tsx'
import { DesignerHeader } from './designer-header.tsx'
import { DesignerStatus } from './designer-status.tsx'
import { Drawer } from './drawer.tsx'
import { Inspector } from './inspector/inspector.tsx'
import { isOnLine } from './line/line-view.ts'
import { useCheckedViews } from './line/use-checked-views.ts'
import { useLineEdits } from './line/use-line-edits.ts'
import { useLineView } from './line/use-line-view.ts'
import { useTidy } from './line/use-tidy.ts'
import { designerMessages } from './messages.ts'
import { Outline } from './outline/outline.tsx'
import { Palette } from './palette/palette.tsx'
import { useInsert } from './palette/use-insert.tsx'
import { focusBoard, useInspectorSide, usePaneSizes } from './panes.ts'
import { usePresence } from './presence/use-presence.ts'
import { ConfigNewsNotes } from './qvs/config-news.tsx'
import { StartDialog } from './start-dialog.tsx'
import { useAnnouncement } from './use-announcement.ts'
import { useDesignerCommands } from './use-designer-commands.ts'
import { useFocusReturns } from './use-focus-returns.ts'
import { useLineCommands } from './use-line-commands.ts'
import { useDialog, useLinkedInsert } from './use-linked-requests.ts'
import { useFollowedSelection, useSelection } from './use-selection.ts'
import { NewerVersion } from './versions/newer-version.tsx'
import { PublishDialog } from './versions/publish-dialog.tsx'
import { WaitingForLine } from './versions/waiting-for-line.tsx'

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
  const compiled = useCompiled(project, texts, state.history)
  const { faults, milliseconds, onCompiled } = compiled
  const world = useDraftWorld(published, state.history, compiled)
  const { folded, setFolded } = useFolded(project, line)
  const { tidy, ...tidied } = useTidy(line, editor)
  const { view, drawn } = useCheckedViews(project, texts, faults, useLineView(line, state, world, folded, tidied))
  const selection = useSelection()
  const { select, selectMany } = selection
  useFollowedSelection(view.line.spec.stages, selection)
  const { draft, save } = useDraft(project, editor, editable, savedAt)
  const inserting = useInsert({ project, editor, view, ...selection, onCompiled })
  const { insert, setUp } = inserting
  useLinkedInsert(editable, insert)
  const { editTexts, editLine, remove, renameStage } = useLineEdits({ line, editor, editable, view, selectMany })
  const { announcement, announce } = useAnnouncement(editor, view)
  const others = usePresence(project, editor)
  const [search, put] = useAddress()
  const [place, setPlace] = useState<{ readonly line: number; readonly column?: number }>()
  const [cursor, setCursor] = useState<{ readonly line: number; readonly column: number }>()
  const showCursor = useCallback((at: number, column: number) => setCursor({ line: at, column }), [])
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
  const dialog = useDialog()
  const { open } = dialog
  const review = useCallback(() => open('publish'), [open])
  const start = useCallback(() => open('run'), [open])
  const sizes = usePaneSizes()
  const inspectorSide = useInspectorSide()
  const hasOutline = search.get('outline') === 'yes'
  const hasText = (search.get('drawer') ?? 'yaml') === 'yaml'
  const toggleOutline = useCallback(() => put({ outline: hasOutline ? undefined : 'yes' }), [put, hasOutline])
  const isInspecting = isOnLine(view, selection.selected)
  useFocusReturns({ isAsking: inserting.dialog !== null, isInspecting, hasOutline })
  const showPalette = useCallback(() => {
    put({ outline: undefined })
    requestAnimationFrame(() => document.querySelector<HTMLElement>('.lw-palette input')?.focus())
  }, [put])
  useLineCommands(project, line, editor, editable)
  useDesignerCommands({ editor, editable, run: start, save, setUp, showPalette })
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

  const board = (
    <div className="lw-designer-board">
      {takeOver === undefined ? null : <OtherTab onTakeOver={takeOver} />}
      <Refusal />
      <ConfigNewsNotes />
      <WaitingForLine />
      <NewerVersion onReview={review} />
      <BrokenText />
      <InSlices>
        <DesignerCanvas
          outline={hasOutline}
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
          label={hasOutline ? t('outline') : t('palette')}
          side="left"
          initial={sizes.palette}
          minimum={180}
          maximum={420}
          yields
          pane={<InSlices>{hasOutline ? <Outline onOpen={openInspector} /> : <Palette />}</InSlices>}
        >
          <SplitPane
            name={inspectorSide === 'right' ? 'designer.inspector' : 'designer.inspector.below'}
            label={t('inspector')}
            side={inspectorSide}
            initial={inspectorSide === 'right' ? sizes.inspector : 256}
            minimum={inspectorSide === 'right' ? 280 : 160}
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
        <DesignerStatus
          cursor={hasText ? cursor : undefined}
          isCompiling={inserting.isCompiling}
          milliseconds={milliseconds}
        />
        {dialog.shown === 'publish' && editable ? <PublishDialog onClose={dialog.close} /> : null}
        {dialog.shown === 'run' ? <StartDialog onReview={review} onClose={dialog.close} /> : null}
        {inserting.dialog}
      </div>
    </DesignerProvider>
  )
}
