import { memo, useCallback, useMemo, useRef, useState } from 'react'
import type { BoardApi, MenuTarget } from '#ui/board/board-api.ts'
import { Board } from '#ui/board/board.tsx'
import type { Point } from '#ui/board/board-model.ts'
import { isComposing } from '#ui/commands/use-commands.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { type DesignerNow, useDesignerNow, useDrawn } from '../designer-context.tsx'
import { BoardTools, TidyQuestion } from './board-tools.tsx'
import { DropHintView } from './drop-hint.tsx'
import { DropLanes } from './drop-lanes.tsx'
import { EmptyBoard } from './empty-board.tsx'
import { FindBar } from './find-bar.tsx'
import { type Floating, FloatingOverBoard } from './floating.tsx'
import { designerMessages } from '../messages.ts'
import { isInComparison } from '../panes.ts'
import { createPictures, framesOf } from './picture.tsx'
import { placeIn } from './place-in.ts'
import { useBoardActions } from './use-board-actions.ts'
import { useBoardDrags } from './use-board-drags.ts'
import { useAddedInView } from './use-added-in-view.ts'
import { useBoardPulls } from './use-board-pulls.ts'
import { useLanes } from './use-lanes.ts'
import { useFinding } from './use-finding.ts'
import { useRenaming } from './use-renaming.ts'
import type { DrawnLine } from '../line/use-line-view.ts'
import { useStageActions } from '../line/use-stage-actions.ts'
import { meantBy } from '../use-selection.ts'
import type { Tidy } from '../line/use-tidy.ts'
import { useClipboardKeys } from '../line/use-clipboard-keys.ts'
import { useStageEdits } from '../line/use-stage-edits.ts'

interface CanvasProps {
  readonly outline: boolean
  readonly onOutline: () => void
  readonly onOpen: (id: string) => void
  readonly announcement: string
  readonly tidy: Tidy
}

/** The line on the board, once its first layout has arrived. */
export const DesignerCanvas = memo(function DesignerCanvas(props: CanvasProps) {
  const drawn = useDrawn()
  return drawn === undefined ? null : <DrawnCanvas {...props} drawn={drawn} />
})

/** Wires drags, links and menus to the board; every change is an edit of the line's text. */
function DrawnCanvas({
  outline,
  onOutline,
  onOpen,
  announcement,
  tidy,
  drawn,
}: CanvasProps & { readonly drawn: DrawnLine }) {
  const t = useMessages(designerMessages)
  const designer = useDesignerNow()
  const { view, editable, selected, selection, select, selectMany } = designer
  const newest = useRef(designer)
  newest.current = designer
  const [api, setApi] = useState<BoardApi>()
  const [floating, setFloating] = useState<Floating>()
  const { renaming, rename } = useRenaming(designer, api)
  const focused = useRef<string>(undefined)
  const meant = useMemo(
    () => ({
      get current(): DesignerNow {
        const now = meantBy(newest.current, focused.current)
        return isInComparison() ? { ...now, editable: false } : now
      },
    }),
    [],
  )
  const canvas = useRef<HTMLDivElement>(null)
  const pointer = useRef<Point>(undefined)
  const pulls = useBoardPulls(
    api,
    (dropped) => setFloating({ kind: 'bind', dropped }),
    (at, pulling) =>
      api === undefined ? undefined : setFloating({ kind: 'insert', target: api.targetOf(undefined, at), pulling }),
  )
  const drags = useBoardDrags(designer, drawn, api)
  const pictures = useMemo(() => createPictures(t), [t])
  const { hasLanes, switchLanes } = useLanes()
  const picture = useMemo(() => pictures(drawn, pulls.drops, hasLanes), [pictures, drawn, pulls.drops, hasLanes])
  const frames = useMemo(() => framesOf(drawn, drags.moved), [drawn, drags.moved])
  const close = (): void => {
    setFloating(undefined)
    api?.takeFocus()
  }
  const here = useCallback(
    () => placeIn(newest.current, pointer.current === undefined ? undefined : api?.toBoard(pointer.current)),
    [api],
  )
  const edits = useStageEdits(meant, here, pulls.link)
  useClipboardKeys(meant, here)
  const finding = useFinding(newest, api)
  // A menu on a card outside the selection selects that card; inside, the menu is for all that is selected.
  const openMenu = useCallback((target: MenuTarget): void => {
    if (target.id !== undefined && !newest.current.selection.has(target.id)) newest.current.select(target.id)
    setFloating({ kind: 'menu', target })
  }, [])
  const { find, findNext } = finding
  const board = useBoardActions({
    ...{ api, newest, meant, focused, float: setFloating, openMenu, find, findNext, rename },
    tidy: tidy.start,
    open: onOpen,
    showOutline: onOutline,
    switchLanes,
  })
  const actions = useStageActions(board, edits, meant)
  const flow = useMemo(() => ({ ...drags.flow, ...pulls.flow, nodeDragThreshold: 4 }), [drags.flow, pulls.flow])

  useAddedInView(drawn.view.line.spec.stages, api)

  // A stable object, so that dragging does not redraw the buttons with each frame.
  const controls = useMemo(
    () => <BoardTools {...{ outline, onOutline, hasLanes, switchLanes, editable }} onTidy={tidy.start} />,
    [outline, onOutline, hasLanes, switchLanes, editable, tidy.start],
  )
  return (
    <div
      ref={canvas}
      className="lw-canvas"
      {...drags.drops}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !isComposing(event.nativeEvent)) designer.editor.dismiss()
      }}
      // A press on the board dismisses the refusal that lies over it.
      onPointerDownCapture={designer.editor.dismiss}
      onPointerMove={(event) => {
        pointer.current = { x: event.clientX, y: event.clientY }
      }}
      onPointerLeave={() => {
        pointer.current = undefined
      }}
    >
      <Board
        picture={picture}
        moved={drags.moved}
        frames={frames}
        label={t('board', { line: view.line.metadata.name })}
        selected={selected}
        selection={selection}
        onSelect={select}
        onSelectMany={selectMany}
        onOpen={(id) => {
          const group = drawn.drawing.folded.find((card) => card.id === id)
          if (group === undefined) onOpen(id)
          else designer.setFolded([group.group], false)
        }}
        onMenu={openMenu}
        {...(editable ? { onInsert: (target: MenuTarget) => setFloating({ kind: 'insert', target }) } : {})}
        onFocusChange={(id) => {
          focused.current = id
        }}
        onReady={setApi}
        renaming={renaming}
        announcement={announcement}
        dimmed={view.isBroken}
        editable={editable}
        trays
        minimap
        controls={controls}
        flow={flow}
      />
      {drags.over === undefined || api === undefined || canvas.current === null ? null : (
        <DropHintView {...drags.over} toWindow={api.toWindow} frame={canvas.current.getBoundingClientRect()} />
      )}
      <DropLanes />
      {view.line.spec.stages.length === 0 && !view.isBroken ? <EmptyBoard onInsert={() => board.insert()} /> : null}
      {finding.wanted === undefined ? null : (
        <FindBar wanted={finding.wanted} onWanted={finding.setWanted} onShow={finding.show} onClose={finding.end} />
      )}
      {tidy.isShown ? <TidyQuestion tidy={tidy} /> : null}
      {floating === undefined ? null : (
        <FloatingOverBoard floating={floating} actions={actions} link={pulls.link} onClose={close} />
      )}
    </div>
  )
}
