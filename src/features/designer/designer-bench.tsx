import { type ReactNode, useCallback, useMemo, useState } from 'react'
import { useEditorState } from '#client/change-set/use-editor-state.ts'
import type { DraftLock } from '#client/change-set/use-draft-lock.ts'
import type { Editor } from '#client/change-set/editor.ts'
import { useCompiled } from '#client/change-set/use-compiled.ts'
import { useSharedDraft } from '#client/change-set/use-shared-draft.ts'
import { useDraft } from '#client/change-set/use-draft.ts'
import { useDraftWorld } from '#client/change-set/use-draft-world.ts'
import { useRights } from '#client/access.ts'
import type { World } from '#domain/line/world.ts'
import { OtherTab } from '#parts/change-set/other-tab.tsx'
import { isIdle } from '#ui/page/idle-focus.ts'
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
import { type Designer, DesignerProvider } from './designer-context.tsx'
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
import { GoneLine } from './versions/gone-line.tsx'
import { NewerVersion } from './versions/newer-version.tsx'
import { PublishDialog } from './versions/publish-dialog.tsx'
import { WaitingForLine } from './versions/waiting-for-line.tsx'

interface BenchProps {
  readonly project: string
  readonly line: string
  readonly editor: Editor
  readonly published: World
  readonly savedAt: string | undefined
  /** Present while another tab of this person edits the line; takes the editing over. */
  readonly takeOver: DraftLock['takeOver']
}

/** The designer around one editor: everything that it shows derives from the editor's texts. */
export function DesignerBench({ project, line, editor, published, savedAt, takeOver }: BenchProps) {
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
  useSharedDraft(project, editor, takeOver !== undefined)
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
  // Stable: neither saving the draft nor moving the cursor changes what the panes share.
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
  const hasOutline = search.get('outline') === 'yes'
  const hasText = (search.get('drawer') ?? 'yaml') === 'yaml'
  const toggleOutline = useCallback(() => put({ outline: hasOutline ? undefined : 'yes' }), [put, hasOutline])
  const isInspecting = isOnLine(view, selection.selected)
  useFocusReturns({ isAsking: inserting.dialog !== null || tidy.isShown, isInspecting, hasOutline })
  const showPalette = useCallback(() => {
    put({ outline: undefined })
    requestAnimationFrame(() => document.querySelector<HTMLElement>('.lw-palette input')?.focus())
  }, [put])
  useLineCommands(project, line, editor, editable)
  useDesignerCommands({ editor, editable, run: start, save, setUp, showPalette })
  // Enter on a card opens its form and focuses the first field, which is a missing value if there is one.
  const openInspector = useCallback(
    (id: string): void => {
      select(id)
      focusInspector(document.activeElement)
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
      <GoneLine />
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
        <BenchPanes
          hasOutline={hasOutline}
          onOpen={openInspector}
          drawer={<Drawer place={place} onCursor={showCursor} />}
          board={board}
        />
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

// About a second, on a page that has just opened.
const mostFrames = 60

/** Focuses the inspector's form once it is mounted, unless the focus has gone elsewhere meanwhile. */
function focusInspector(from: Element | null, frames = mostFrames): void {
  requestAnimationFrame(() => {
    if (document.activeElement !== from && !isIdle(document.activeElement)) return
    const field = document.querySelector<HTMLElement>(
      '.lw-inspector :is(input, button, [tabindex="0"]):not(.lw-inspector-head *)',
    )
    if (field !== null) field.focus()
    else if (frames > 0) focusInspector(from, frames - 1)
  })
}

interface PanesProps {
  readonly hasOutline: boolean
  readonly onOpen: (id: string) => void
  readonly drawer: ReactNode
  readonly board: ReactNode
}

/** The board with the palette or outline at its left, the inspector beside or below it, and the drawer at its foot. */
function BenchPanes({ hasOutline, onOpen, drawer, board }: PanesProps) {
  const t = useMessages(designerMessages)
  const sizes = usePaneSizes()
  const isBeside = useInspectorSide() === 'right'
  return (
    <SplitPane
      name="designer.palette"
      label={hasOutline ? t('outline') : t('palette')}
      side="left"
      initial={sizes.palette}
      minimum={180}
      maximum={420}
      yields
      pane={<InSlices>{hasOutline ? <Outline onOpen={onOpen} /> : <Palette />}</InSlices>}
    >
      <SplitPane
        name={isBeside ? 'designer.inspector' : 'designer.inspector.below'}
        label={t('inspector')}
        side={isBeside ? 'right' : 'bottom'}
        initial={isBeside ? sizes.inspector : 256}
        minimum={isBeside ? 280 : 160}
        maximum={560}
        pane={<InspectorPane />}
      >
        <SplitPane
          name="designer.drawer"
          label={t('drawer')}
          side="bottom"
          initial={256}
          minimum={120}
          maximum={640}
          yields
          pane={<InSlices>{drawer}</InSlices>}
        >
          {board}
        </SplitPane>
      </SplitPane>
    </SplitPane>
  )
}

/** The inspector; Escape returns to the board. */
function InspectorPane() {
  return (
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
  )
}
