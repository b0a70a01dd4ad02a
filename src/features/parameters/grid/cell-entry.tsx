import type { DataEditorRef, Item } from '@glideapps/glide-data-grid'
import {
  type ClipboardEvent,
  type KeyboardEvent,
  type RefObject,
  useEffect,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { isComposing } from '#ui/commands/use-commands.ts'
import { ChoiceList, optionId } from '#ui/choice-list.tsx'
import { neighbour } from '#ui/choices.ts'
import {
  choiceFor,
  entered,
  type EntryTarget,
  gridHint,
  shownChoices,
  type Step,
  type Written,
} from './entry-target.ts'
import type { Copied } from './copied-text.ts'
import { tableText } from './table-text.ts'

export interface CellEntryHandle {
  readonly focus: () => void
  /** Opens the selected cell with what stands in it. */
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

// With the moment until drafts are saved, less than a second.
const keptAfter = 600

interface CellEntryProps {
  readonly ref: RefObject<CellEntryHandle | null>
  readonly cell: Item | undefined
  readonly target: EntryTarget
  readonly grid: RefObject<DataEditorRef | null>
  /** What scrolls the grid; this stands inside of it. */
  readonly scroller: Element
  /** What the grid is painted on; it hears every key that writes nothing. */
  readonly canvas: Element
  /** An entry has ended: with a text to write, or without. */
  readonly onEntered: (cell: Item, text: string | undefined, step: Step) => void
  /** A text that has stood in an entry for a moment: who closes the page now loses no more than that. */
  readonly onKept: (cell: Item, text: string) => void
  /** What is selected, which a cut takes out; undefined where nothing is. */
  readonly onCopied: (isCut: boolean) => Copied | undefined
  readonly onPasted: (text: string) => void
  /** Somebody wrote into a cell that takes nothing. */
  readonly onRefused: (why: string) => void
}

/** An entry under way keeps its cell and what that cell takes: the selection may be elsewhere when it ends. */
interface Entry extends Written {
  readonly cell: Item
  readonly target: EntryTarget
  readonly box: { readonly left: number; readonly top: number; readonly width: number; readonly height: number }
  /** Began with a letter: arrows up and down end it then, as in a spreadsheet. */
  readonly isOverwriting: boolean
  readonly marked: string | undefined
}

/**
 * The one place where the keyboard is while the grid has it: a field that nobody sees until something is written. A letter, or an input method
 * that begins to compose, turns it into the editor of the selected cell, so that no key has to wait for an editor to come.
 */
export function CellEntry({
  ref,
  cell,
  target,
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
  const [entry, setEntry] = useState<Entry>()
  const list = useId()
  // What is offered may have come only after the entry began.
  const offering = entry !== undefined && isSame(entry.cell, cell) ? target : entry?.target
  const choices = entry === undefined || offering === undefined ? undefined : shownChoices(offering, entry)
  const latest = useRef(entry)
  latest.current = entry
  const composes = useRef(false)
  const keeping = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(keeping.current), [])
  useImperativeHandle(ref, () => ({
    focus: () => field.current?.focus({ preventScroll: true }),
    open: () => begin(false),
  }))
  useLayoutEffect(() => {
    if (entry === undefined && field.current !== null) field.current.value = ''
  }, [entry])

  function begin(isOverwriting: boolean): void {
    const bounds = cell === undefined ? undefined : grid.current?.getBounds(...cell)
    const element = field.current
    if (entry !== undefined || element === null) return
    if (cell === undefined || bounds === undefined || target.text === undefined) {
      element.value = ''
      if (target.refusal !== undefined) onRefused(target.refusal)
      return
    }
    // Somebody may have scrolled away from what is selected.
    grid.current?.scrollTo(...cell)
    const edge = scroller.getBoundingClientRect()
    const { choices, isText } = target
    const isChosen = choices !== undefined && !isText
    const text = isOverwriting || isChosen ? element.value : target.text
    // The same text again would end a composition that has just begun.
    if (element.value !== text) element.value = text
    const isKnown = isChosen && choices.some(({ id }) => id === target.text)
    setEntry({
      cell,
      target,
      box: {
        left: bounds.x - edge.x + scroller.scrollLeft,
        top: bounds.y - edge.y + scroller.scrollTop,
        width: bounds.width,
        height: bounds.height,
      },
      isOverwriting,
      text,
      isTyped: false,
      marked: isKnown && !isOverwriting ? target.text : undefined,
    })
    element.focus({ preventScroll: true })
    if (!isOverwriting) element.select()
  }

  function keepSoon(): void {
    keeping.current ??= setTimeout(() => {
      keeping.current = undefined
      const now = latest.current
      if (now?.isTyped === true && now.marked === undefined && !composes.current) onKept(now.cell, now.text)
    }, keptAfter)
  }

  function take(text: string): void {
    keepSoon()
    if (entry === undefined) begin(true)
    setEntry((now) =>
      now === undefined
        ? now
        : {
            ...now,
            text,
            isTyped: true,
            marked:
              now.target.choices === undefined || now.target.isText ? undefined : choiceFor(now.target.choices, text),
          },
    )
  }

  function end(text: string | undefined, step: Step): void {
    if (entry === undefined) return
    clearTimeout(keeping.current)
    keeping.current = undefined
    setEntry(undefined)
    onEntered(entry.cell, text, step)
  }

  function finish(step: Step): void {
    if (entry !== undefined) end(entered(entry.target, entry), step)
  }

  function handleKey(event: KeyboardEvent<HTMLTextAreaElement>): void {
    if (isComposing(event.nativeEvent)) return
    const isDone = entry === undefined ? handOver(event) : handleEntryKey(event, entry)
    if (!isDone) return
    event.preventDefault()
    event.stopPropagation()
  }

  /** Keys that write something stay here; the canvas hears all others as if they had been pressed there. */
  function handOver({ key, nativeEvent }: KeyboardEvent): boolean {
    const { ctrlKey, metaKey, altKey, shiftKey, keyCode, code } = nativeEvent
    // With both, it is how some keyboards write a letter.
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
    // A caret that moves where nobody sees it would scroll the grid to the hidden field.
    return isTaken || key === 'Enter' || caretKeys.has(key)
  }

  function handleEntryKey({ key, shiftKey, altKey }: KeyboardEvent, now: Entry): boolean {
    switch (key) {
      case 'Escape':
        end(undefined, 'none')
        return true
      case 'Enter':
        if (altKey && choices === undefined) breakLine()
        else finish(shiftKey ? 'up' : 'down')
        return true
      case 'Tab':
        finish(shiftKey ? 'left' : 'right')
        return true
      case 'ArrowUp':
      case 'ArrowDown': {
        const isDown = key === 'ArrowDown'
        if (choices !== undefined) setEntry({ ...now, marked: neighbour(choices, now.marked, isDown ? 1 : -1) })
        else if (now.isOverwriting && !now.text.includes('\n')) finish(isDown ? 'down' : 'up')
        else return false
        return true
      }
      default:
        return false
    }
  }

  /** While an entry is open, what is copied is a part of it; else it is what the grid has selected. */
  function copy(event: ClipboardEvent, isCut: boolean): void {
    if (entry !== undefined) return
    const copied = onCopied(isCut)
    if (copied === undefined) return
    event.preventDefault()
    for (const [type, text] of Object.entries(copied)) event.clipboardData.setData(type, text)
  }

  /** The grid paints its selection by whether its canvas has the focus. */
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
          // Who goes elsewhere has not chosen anything that they did not type.
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
        onCompositionStart={() => {
          composes.current = true
          begin(true)
        }}
        onCompositionEnd={() => {
          composes.current = false
          keepSoon()
        }}
        onInput={({ currentTarget, nativeEvent }) => {
          // A browser undoes what was written last, wherever the keyboard is by now: nobody has typed that here.
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

function isSame([column, row]: Item, other: Item | undefined): boolean {
  return other !== undefined && other[0] === column && other[1] === row
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
