import { type KeyboardEvent, memo, useEffect, useMemo, useRef, useState } from 'react'
import { z } from 'zod'
import { idPattern, normalise } from '#domain/ids.ts'
import { useTyped } from '#parts/use-typed.ts'
import { isComposing } from '#ui/commands/use-commands.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { isIdle } from '#ui/page/idle-focus.ts'
import { useRowWindow } from '#ui/tables/use-row-window.ts'
import { useStable } from '#ui/use-stable.ts'
import { useDesigner, useSelected, useView } from '../designer-context.tsx'
import { designerMessages } from '../messages.ts'
import { outlineRows, type OutlineRow } from './outline-rows.ts'

/** Pixels, as in the style sheet. */
const rowHeight = 32

/** The board as a tree, so that the keyboard can do all that the mouse does there. The board's keys work here too. */
export const Outline = memo(function Outline({ onOpen }: { readonly onOpen: (id: string) => void }) {
  const t = useMessages(designerMessages)
  const { select, renameStage, editable, setFolded, folded } = useDesigner()
  const view = useView()
  const { selected, selection } = useSelected()
  const [renaming, setRenaming] = useState<string>()
  const [current, setCurrent] = useState<string>()
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set())
  const tree = useRef<HTMLDivElement>(null)
  const rows = useMemo(() => outlineRows(view, closed, t), [view, closed, t])
  const focusable = rows.some((row) => row.id === current) ? current : (selected ?? rows[0]?.id)
  const { first, last, scrollTo } = useRowWindow({ scroller: tree, count: rows.length, rowHeight })

  const focus = useStable((id: string | undefined): void => {
    if (id === undefined) return
    setCurrent(id)
    scrollTo(rows.findIndex((row) => row.id === id))
    // Waits a frame, since the row may have to be mounted first.
    requestAnimationFrame(() => tree.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`)?.focus())
  })
  // The focus goes to what was inserted from here, or next to a removed row that had it.
  const before = useRef({ rows, selected })
  useEffect(() => {
    const { rows: known, selected: chosen } = before.current
    before.current = { rows, selected }
    const isShown = rows.some(({ id }) => id === selected)
    const at = known.findIndex(({ id }) => id === current)
    if (tree.current?.contains(document.activeElement) === true) {
      if (isShown && !known.some(({ id }) => id === selected)) focus(selected)
    } else if (isShown && selected !== chosen) setCurrent(selected)
    else if (isIdle(document.activeElement) && at >= 0 && !rows.some(({ id }) => id === current))
      focus(rows[Math.min(at, rows.length - 1)]?.id)
  }, [rows, selected, current, focus])
  function setOpen(row: OutlineRow, isOpen: boolean): void {
    const next = new Set(closed)
    if (isOpen) next.delete(row.id)
    else next.add(row.id)
    setClosed(next)
  }
  function handleKeyDown(event: KeyboardEvent, row: OutlineRow): void {
    if (isComposing(event.nativeEvent) || event.target !== event.currentTarget) return
    // With a modifier, arrows are commands of the board: nudge, fold, select upstream.
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) {
      if (row.level === 2 && !selection.has(row.id) && event.key !== 'Shift' && event.key !== 'Control') select(row.id)
      return
    }
    const at = rows.indexOf(row)
    const isStage = view.stages.has(row.id)
    const parent = rows.slice(0, at).findLast((other) => other.level === 1)
    const actions: Readonly<Record<string, (() => void) | undefined>> = {
      ArrowDown: () => focus(rows[at + 1]?.id),
      ArrowUp: () => focus(rows[at - 1]?.id),
      ArrowRight: () => (row.level === 1 && !row.isOpen ? setOpen(row, true) : focus(rows[at + 1]?.id)),
      ArrowLeft: () => (row.level === 1 ? setOpen(row, false) : focus(parent?.id)),
      Home: () => focus(rows[0]?.id),
      End: () => focus(rows.at(-1)?.id),
      // The first Enter selects, the second opens the form of the selected row.
      Enter: () =>
        row.level === 1 ? setOpen(row, !row.isOpen) : selected === row.id ? onOpen(row.id) : select(row.id),
      ' ': () => (row.level === 2 ? select(row.id, true) : undefined),
      F2: editable && isStage ? () => setRenaming(row.id) : undefined,
    }
    const action = actions[event.key]
    if (action !== undefined) {
      event.preventDefault()
      event.stopPropagation()
      action()
      return
    }
    // Any other key is a command for the focused row.
    if (row.level === 2 && !selection.has(row.id) && event.key !== 'Tab' && event.key !== 'Escape') select(row.id)
    if (event.key === 'Delete' || event.key === 'Backspace') focus(rows[at - 1]?.id)
  }
  const shown = rows.slice(first, last)
  if (rows.length === 0) return <p className="lw-muted lw-pad">{t('outlineEmpty')}</p>
  return (
    <div
      role="tree"
      aria-label={t('outline')}
      aria-multiselectable
      className="lw-outline"
      data-key-scope="canvas"
      ref={tree}
    >
      <div role="presentation" style={{ height: rows.length * rowHeight, paddingTop: first * rowHeight }}>
        {shown.map((row, index) => (
          <div
            key={row.id}
            role="treeitem"
            aria-level={row.level}
            aria-setsize={row.count}
            aria-posinset={row.position}
            aria-selected={selection.has(row.id)}
            aria-label={row.sentence}
            {...(row.level === 1 ? { 'aria-expanded': row.isOpen } : {})}
            tabIndex={row.id === focusable || (index === 0 && !shown.some(({ id }) => id === focusable)) ? 0 : -1}
            data-row={row.id}
            data-level={row.level}
            data-disabled={row.isDisabled || undefined}
            onFocus={() => setCurrent(row.id)}
            onClick={(event) =>
              row.level === 2 ? select(row.id, event.ctrlKey || event.metaKey) : setOpen(row, !row.isOpen)
            }
            onDoubleClick={() => (row.group === undefined ? undefined : setFolded([row.group], !folded.has(row.group)))}
            onKeyDown={(event) => handleKeyDown(event, row)}
          >
            {renaming === row.id ? (
              <RenameField
                name={row.id}
                onDone={(name) => {
                  setRenaming(undefined)
                  if (name !== undefined && name !== row.id && renameStage(row.id, name)) focus(name)
                  else focus(row.id)
                }}
              />
            ) : (
              <>
                <span className="lw-ellipsis">{row.text}</span>
                <span className="lw-outline-note lw-ellipsis">{row.note}</span>
              </>
            )}
          </div>
        ))}
      </div>
    </div>
  )
})

function RenameField({ name, onDone }: { readonly name: string; readonly onDone: (name: string | undefined) => void }) {
  const t = useMessages(designerMessages)
  const { line } = useDesigner()
  const [typed, setTyped] = useTyped(`${line} name ${name}`, z.string(), name)
  const isGood = idPattern.test(normalise(typed))
  return (
    <input
      className="lw-input lw-mono"
      aria-label={t('name')}
      aria-invalid={!isGood}
      value={typed}
      ref={(element) => element?.focus()}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={() => onDone(isGood ? normalise(typed) : undefined)}
      onKeyDown={(event) => {
        if (isComposing(event.nativeEvent)) return
        if (event.key === 'Enter' && isGood) onDone(normalise(typed))
        if (event.key === 'Escape') onDone(undefined)
        event.stopPropagation()
      }}
    />
  )
}
