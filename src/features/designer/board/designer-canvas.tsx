import { LayoutGrid, ListTree } from 'lucide-react'
import { memo, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { idPattern, normalise } from '#domain/ids.ts'
import type { BoardApi, MenuTarget } from '#ui/board/board-api.ts'
import { Board } from '#ui/board/board.tsx'
import type { Point } from '#ui/board/board-model.ts'
import { Button, IconButton } from '#ui/button.tsx'
import { CommandMenu } from '#ui/commands/command-menu.tsx'
import { isComposing } from '#ui/commands/use-commands.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { isIdle } from '#ui/idle-focus.ts'
import { actionMessages } from '../line/action-messages.ts'
import { ChooseParameter } from './choose-parameter.tsx'
import { type DesignerNow, useDesignerNow, useDrawn } from '../designer-context.tsx'
import { DropHintView } from './drop-hint.tsx'
import { DropLanes } from './drop-lanes.tsx'
import { EmptyBoard } from './empty-board.tsx'
import { FindBar, useFound } from './find-bar.tsx'
import { GroupsMenu } from './groups-menu.tsx'
import { LinkTarget } from './link-target.tsx'
import { designerMessages } from '../messages.ts'
import { focusBoard, isInOutline } from '../panes.ts'
import { createPictures, framesOf } from './picture.tsx'
import { NameGroup } from './name-group.tsx'
import { placeIn } from './place-in.ts'
import type { Pulling } from './pulling.ts'
import { QuickAdd } from './quick-add.tsx'
import { useBoardDrags } from './use-board-drags.ts'
import { type DroppedValue, useBoardPulls } from './use-board-pulls.ts'
import type { DrawnLine } from '../line/use-line-view.ts'
import { type BoardActions, useStageActions } from '../line/use-stage-actions.ts'
import { meantBy } from '../use-selection.ts'
import { useClipboardKeys } from '../line/use-clipboard-keys.ts'
import { useStageEdits } from '../line/use-stage-edits.ts'

interface CanvasProps {
  readonly outline: boolean
  readonly onOutline: () => void
  readonly onOpen: (id: string) => void
  readonly announcement: string
  readonly tidy: { readonly isShown: boolean; readonly start: () => void; readonly end: (isKept: boolean) => void }
}

/** The line on the board, as soon as its first drawing is there. */
export const DesignerCanvas = memo(function DesignerCanvas(props: CanvasProps) {
  const drawn = useDrawn()
  return drawn === undefined ? null : <DrawnCanvas {...props} drawn={drawn} />
})

type Floating =
  | { readonly kind: 'menu'; readonly target: MenuTarget }
  | {
      readonly kind: 'insert'
      readonly target: MenuTarget
      readonly pulling?: Pulling
      /** Asked for by key with nothing in hand: where the list stands says nothing about the place. */
      readonly isAnywhere?: boolean
    }
  | { readonly kind: 'bind'; readonly dropped: DroppedValue }
  | { readonly kind: 'link'; readonly from: string; readonly at: Point }
  | { readonly kind: 'group'; readonly id: string; readonly at: Point }

/** Drag, wire, drop, write; every change is an edit of the text. */
function DrawnCanvas({
  outline,
  onOutline,
  onOpen,
  announcement,
  tidy,
  drawn,
}: CanvasProps & { readonly drawn: DrawnLine }) {
  const t = useMessages(designerMessages)
  const words = useMessages(actionMessages)
  const designer = useDesignerNow()
  const { view, editable, selected, selection, select, selectMany, insert, renameStage } = designer
  const newest = useRef(designer)
  newest.current = designer
  const [api, setApi] = useState<BoardApi>()
  const [floating, setFloating] = useState<Floating>()
  const [renamed, setRenamed] = useState<string>()
  const [wanted, setWanted] = useState<string>()
  const focused = useRef<string>(undefined)
  const meant = useMemo(
    () => ({
      get current(): DesignerNow {
        return meantBy(newest.current, focused.current)
      },
    }),
    [],
  )
  const canvas = useRef<HTMLDivElement>(null)
  const pointer = useRef<Point>(undefined)
  const pulls = useBoardPulls(
    (dropped) => setFloating({ kind: 'bind', dropped }),
    (at, pulling) =>
      api === undefined ? undefined : setFloating({ kind: 'insert', target: api.targetOf(undefined, at), pulling }),
  )
  const drags = useBoardDrags(designer, drawn, api)
  const pictures = useMemo(() => createPictures(t), [t])
  const picture = useMemo(() => pictures(drawn, pulls.drops), [pictures, drawn, pulls.drops])
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
  const found = useFound(wanted ?? '')
  const foundNow = useRef(found)
  foundNow.current = found
  const show = useCallback(
    (id: string): void => {
      newest.current.select(id)
      api?.focusOn(id)
    },
    [api],
  )
  // What a menu is opened on is selected, unless it is a part of what is selected already.
  const openMenu = useCallback((target: MenuTarget): void => {
    if (target.id !== undefined && !newest.current.selection.has(target.id)) newest.current.select(target.id)
    setFloating({ kind: 'menu', target })
  }, [])
  // Whoever looks for something from the outline goes on in it.
  const findsFromOutline = useRef(false)
  const board = useMemo((): BoardActions => {
    function find(): void {
      findsFromOutline.current = isInOutline()
      setWanted((before) => before ?? '')
    }
    const targetNow = (): MenuTarget | undefined => api?.targetOf(focused.current ?? newest.current.selected, undefined)
    return {
      rename: setRenamed,
      insert() {
        const target = targetNow()
        if (target !== undefined) setFloating({ kind: 'insert', target, isAnywhere: target.id === undefined })
      },
      link: (from) => setFloating({ kind: 'link', from, at: api?.targetOf(from, undefined).at ?? { x: 200, y: 200 } }),
      find,
      findNext(by) {
        const ids = foundNow.current
        const at = ids.indexOf(newest.current.selected ?? '')
        const next = ids[(at + by + ids.length) % Math.max(1, ids.length)]
        if (next === undefined) find()
        else show(next)
      },
      pinPath: (id) => api?.pinPath(id),
      fit: () => api?.fit(),
      tidy: tidy.start,
      nameGroup(id) {
        const first = meant.current.selected
        setFloating({ kind: 'group', id, at: api?.targetOf(first, undefined).at ?? { x: 200, y: 200 } })
      },
      open: onOpen,
      menu() {
        const target = targetNow()
        if (target !== undefined) openMenu(target)
      },
      showOutline: onOutline,
    }
  }, [api, meant, onOpen, onOutline, openMenu, show, tidy.start])
  const actions = useStageActions(board, edits, meant)
  const flow = useMemo(() => ({ ...drags.flow, ...pulls.flow, nodeDragThreshold: 4 }), [drags.flow, pulls.flow])

  function insertAt(target: MenuTarget): void {
    setFloating({ kind: 'insert', target })
  }
  const renaming = useMemo(
    () =>
      renamed === undefined || !editable
        ? undefined
        : {
            id: renamed,
            label: t('name'),
            problemOf(name: string): string | undefined {
              const wantedName = normalise(name)
              if (wantedName !== renamed && view.stages.has(wantedName)) return t('nameTaken')
              return idPattern.test(wantedName) ? undefined : t('nameForm')
            },
            onDone(name: string | undefined): void {
              setRenamed(undefined)
              if (name !== undefined && normalise(name) !== renamed) renameStage(renamed, normalise(name))
              api?.takeFocus()
            },
          },
    [renamed, editable, t, view.stages, renameStage, api],
  )
  useEffect(() => {
    if (renamed !== undefined) api?.focusOn(renamed)
  }, [renamed, api])

  const { stages } = drawn.view.line.spec
  const stagesBefore = useRef(stages)
  useEffect(() => {
    const count = stagesBefore.current.length
    if (stages.length > count) {
      const known = new Set(stagesBefore.current.map(({ name }) => name))
      const [added, ...others] = stages.filter(({ name }) => !known.has(name))
      // One stage is brought into view where it was put; several at once are looked at as a whole.
      requestAnimationFrame(() =>
        others.length > 0 || added === undefined ? api?.fit() : api?.bringIntoView(added.name),
      )
      // What asked for it has closed: the keyboard goes on where the new stages stand.
      if (isIdle(document.activeElement)) api?.takeFocus()
    }
    stagesBefore.current = stages
  }, [stages, api])

  // Made once, so that a frame of dragging does not draw them again.
  const controls = useMemo(
    () => (
      <>
        <IconButton label={t('outlineSwitch')} aria-pressed={outline} onPress={onOutline}>
          <ListTree size={16} aria-hidden />
        </IconButton>
        <GroupsMenu />
        {editable ? (
          <IconButton label={t('arrange')} command="designer.tidy" onPress={tidy.start}>
            <LayoutGrid size={16} aria-hidden />
          </IconButton>
        ) : null}
      </>
    ),
    [t, outline, onOutline, editable, tidy.start],
  )
  return (
    <div
      ref={canvas}
      className="lw-canvas"
      {...drags.drops}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !isComposing(event.nativeEvent)) designer.editor.dismiss()
      }}
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
        {...(editable ? { onInsert: insertAt } : {})}
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
      {view.line.spec.stages.length === 0 && !view.isBroken ? <EmptyBoard onInsert={board.insert} /> : null}
      {wanted === undefined ? null : (
        <FindBar
          wanted={wanted}
          onWanted={setWanted}
          onShow={show}
          onClose={() => {
            setWanted(undefined)
            if (findsFromOutline.current) focusBoard()
            else api?.takeFocus()
          }}
        />
      )}
      {tidy.isShown ? (
        <div className="lw-tidy" role="group" aria-label={t('tidyPreview')}>
          <span>{t('tidyPreview')}</span>
          <Button onPress={() => tidy.end(false)}>{t('tidyKeep')}</Button>
          <Button kind="primary" onPress={() => tidy.end(true)}>
            {t('tidyApply')}
          </Button>
        </div>
      ) : null}
      {floating?.kind === 'menu' ? (
        <CommandMenu
          at={floating.target.at}
          label={menuLabel()}
          commands={actions.filter((action) => action.menus?.includes(menuPlace(floating.target.id)) === true)}
          onClose={close}
        />
      ) : null}
      {floating?.kind === 'insert' ? (
        <QuickAdd
          at={floating.target.at}
          pulling={floating.pulling}
          onChoose={(what) =>
            insert(
              what,
              floating.isAnywhere === true
                ? undefined
                : placeIn(designer, floating.target.place, floating.target.id, floating.pulling),
            )
          }
          onClose={close}
        />
      ) : null}
      {floating?.kind === 'bind' ? (
        <ChooseParameter
          at={floating.dropped.at}
          value={valueOf(floating.dropped.pulling)}
          stage={floating.dropped.stage}
          parameters={floating.dropped.parameters}
          onChoose={(parameter) => bindDropped(floating.dropped, parameter)}
          onClose={close}
        />
      ) : null}
      {floating?.kind === 'link' ? (
        <LinkTarget from={floating.from} at={floating.at} onChoose={(pulled) => pulls.link(pulled)} onClose={close} />
      ) : null}
      {floating?.kind === 'group' ? <NameGroup id={floating.id} at={floating.at} onClose={close} /> : null}
    </div>
  )

  function menuPlace(id: string | undefined): string {
    if (id === undefined || id.startsWith('input:') || id.startsWith('result:')) return 'ground'
    if (selection.size > 1 && selection.has(id)) return 'cards'
    if (id.startsWith('gate:')) return 'gate'
    if (id.startsWith('group:')) return 'group'
    return view.stages.has(id) ? 'card' : 'link'
  }
  function menuLabel(): string {
    if (selection.size > 1) return words('menuOfMany', { count: selection.size })
    return selected === undefined ? words('menuOfBoard') : words('menuOf', { name: selected })
  }
  function bindDropped({ pulling, stage }: DroppedValue, parameter: string | undefined): void {
    if (parameter === undefined) {
      if (pulling.kind === 'result') pulls.link({ kind: 'order', from: pulling.from, to: stage })
    } else if (pulling.kind === 'result')
      pulls.link({ kind: 'result', from: pulling.from, result: pulling.result, to: stage, parameter })
    else pulls.link({ kind: 'input', input: pulling.input, to: stage, parameter })
  }
}

function valueOf(pulling: DroppedValue['pulling']): string {
  return pulling.kind === 'result' ? pulling.result : pulling.input
}
