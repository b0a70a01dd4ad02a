import { type ClipboardEvent, type KeyboardEvent, type RefObject, useId, useImperativeHandle, useRef } from 'react'
import { isComposing } from '#ui/commands/use-commands.ts'
import { ChoiceList, optionId } from '#ui/fields/choice-list.tsx'
import { neighbour } from '#ui/fields/choices.ts'
import type { Copied } from './copied-text.ts'
import { gridHint } from './entry-target.ts'
import { tableText } from './table-text.ts'
import { type Entry, type EntryEvents, type EntryPlace, useEntry } from './use-entry.ts'

export interface CellEntryHandle {
  readonly focus: () => void
  /** Opens the selected cell with its text. */
  readonly open: () => void
}

const caretKeys: ReadonlySet<string> = new Set([
  'ArrowUp',
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
  'Home',
  'End',
  'PageUp',
  'PageDown',
])

interface CellEntryProps extends EntryPlace, EntryEvents {
  readonly ref: RefObject<CellEntryHandle | null>
  /** The canvas, which gets every key that does not write. */
  readonly canvas: Element
  /** The selection for the clipboard, cleared by a cut; undefined if nothing is selected. */
  readonly onCopied: (isCut: boolean) => Copied | undefined
  readonly onPasted: (text: string) => void
}

/**
 * A hidden field that holds the focus while the grid is used, and turns into the cell's editor with the first letter or
 * the first event of an input method. An editor that had to be mounted first would lose keystrokes.
 */
export function CellEntry({
  ref,
  cell,
  target,
  shown,
  grid,
  scroller,
  canvas,
  onEntered,
  onKept,
  onCopied,
  onPasted,
  onRefused,
}: CellEntryProps) {
  const field = useRef<HTMLTextAreaElement>(null)
  const list = useId()
  const entering = useEntry(field, { cell, target, shown, grid, scroller }, { onEntered, onKept, onRefused })
  const { entry, choices, begin, take, end, finish, mark } = entering
  useImperativeHandle(ref, () => ({
    focus: () => field.current?.focus({ preventScroll: true }),
    open: () => begin(false),
  }))

  function handleKey(event: KeyboardEvent<HTMLTextAreaElement>): void {
    if (isComposing(event.nativeEvent)) return
    const isDone = entry === undefined ? handOver(event) : handleEntryKey(event, entry)
    if (!isDone) return
    event.preventDefault()
    event.stopPropagation()
  }

  /** Passes a key on to the canvas unless it writes into the field. */
  function handOver({ key, nativeEvent }: KeyboardEvent): boolean {
    const { ctrlKey, metaKey, altKey, shiftKey, keyCode, code } = nativeEvent
    // Ctrl+Alt is AltGr, with which some keyboards type letters.
    const isCommand = (ctrlKey && !altKey) || metaKey
    const isWritten = [...key].length === 1 && key !== ' ' && !isCommand
    if (isWritten && target.text !== undefined) return false
    if (key === 'F2' || isWritten) {
      begin(key !== 'F2')
      return true
    }
    const init = { key, code, keyCode, ctrlKey, metaKey, altKey, shiftKey, bubbles: true, cancelable: true }
    const isTaken = !canvas.dispatchEvent(new window.KeyboardEvent('keydown', init))
    nativeEvent.stopPropagation()
    // Moving the caret of a hidden field would scroll the grid to it.
    return isTaken || key === 'Enter' || caretKeys.has(key)
  }

  function handleEntryKey({ key, shiftKey, altKey, ctrlKey, metaKey }: KeyboardEvent, now: Entry): boolean {
    switch (key) {
      case 'Escape':
        end(undefined, 'none')
        return true
      case 'Enter':
        if (altKey && choices === undefined) breakLine()
        else if (ctrlKey || metaKey) finish('all')
        else finish(shiftKey ? 'up' : 'down')
        return true
      case 'Tab':
        finish(shiftKey ? 'left' : 'right')
        return true
      case 'ArrowUp':
      case 'ArrowDown': {
        const isDown = key === 'ArrowDown'
        if (choices !== undefined) mark(neighbour(choices, now.marked, isDown ? 1 : -1))
        else if (now.isOverwriting && !now.text.includes('\n')) finish(isDown ? 'down' : 'up')
        else return false
        return true
      }
      default:
        return false
    }
  }

  /** Copies from the open entry, or else the grid's selection. */
  function copy(event: ClipboardEvent, isCut: boolean): void {
    if (entry !== undefined) return
    const copied = onCopied(isCut)
    if (copied === undefined) return
    event.preventDefault()
    for (const [type, text] of Object.entries(copied)) event.clipboardData.setData(type, text)
  }

  /** The grid draws its selection only while it believes that its canvas has the focus. */
  function tell(what: 'focusin' | 'focusout'): void {
    canvas.dispatchEvent(new FocusEvent(what, { bubbles: true }))
  }

  function breakLine(): void {
    const element = field.current
    if (element === null) return
    element.setRangeText('\n', element.selectionStart, element.selectionEnd, 'end')
    take(element.value)
  }

  const { label } = entry?.target ?? target
  return (
    <>
      <textarea
        ref={field}
        className="lw-values-entry"
        aria-label={label}
        aria-invalid={(entry === undefined && target.isInvalid) || undefined}
        aria-describedby={gridHint}
        rows={1}
        spellCheck={false}
        autoComplete="off"
        readOnly={entry === undefined && target.text === undefined}
        data-open={entry === undefined ? undefined : true}
        style={
          entry === undefined
            ? undefined
            : {
                left: entry.box.left,
                top: entry.box.top,
                minWidth: entry.box.width + 1,
                minHeight: entry.box.height + 1,
              }
        }
        {...(choices === undefined
          ? {}
          : { 'aria-controls': list, 'aria-haspopup': 'listbox', 'aria-autocomplete': 'list' })}
        {...(entry?.marked === undefined || choices === undefined
          ? {}
          : { 'aria-activedescendant': optionId(list, entry.marked) })}
        onFocus={() => tell('focusin')}
        onBlur={() => {
          // Opening a list of choices and going elsewhere chooses nothing.
          if (entry?.isTyped === false) end(undefined, 'none')
          else finish('none')
          tell('focusout')
        }}
        onCopy={(event) => copy(event, false)}
        onCut={(event) => copy(event, true)}
        onPaste={(event) => {
          if (entry !== undefined) return
          event.preventDefault()
          const plain = event.clipboardData.getData('text/plain')
          onPasted(tableText(event.clipboardData.getData('text/html'), plain) ?? plain)
        }}
        onCompositionStart={entering.beginComposing}
        onCompositionEnd={entering.endComposing}
        onInput={({ currentTarget, nativeEvent }) => {
          // The browser's undo restores old text in the hidden field, even if the focus was elsewhere meanwhile. Nobody
          // typed that here.
          if (entry === undefined && isHistory(nativeEvent)) currentTarget.value = ''
          else take(currentTarget.value)
        }}
        onKeyDown={handleKey}
      />
      {entry === undefined || choices === undefined || field.current === null ? null : (
        <ChoiceList
          id={list}
          label={label}
          choices={choices}
          marked={entry.marked}
          empty={entry.target.empty}
          beside={besideOf(scroller, entry)}
          onChoose={(id) => end(id, 'none')}
        />
      )}
    </>
  )
}

function isHistory(event: Event): boolean {
  return event instanceof InputEvent && event.inputType.startsWith('history')
}

function besideOf(scroller: Element, { box }: Entry): DOMRect {
  const edge = scroller.getBoundingClientRect()
  return new DOMRect(
    box.left + edge.x - scroller.scrollLeft,
    box.top + edge.y - scroller.scrollTop,
    box.width,
    box.height,
  )
}
