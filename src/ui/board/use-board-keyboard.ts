import {
  type Dispatch,
  type FocusEvent,
  type KeyboardEvent,
  type SetStateAction,
  useEffect,
  useRef,
  useState,
} from 'react'
import { isComposing } from '../commands/use-commands.ts'
import type { BoardApi } from './board-api.ts'
import { stopsOf } from './board-indexes.ts'
import type { BoardProps } from './board-props.ts'
import { type Direction, nearestInDirection } from './nearest.ts'

const directions: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
}

interface KeyboardPlace {
  readonly focused: string | undefined
  readonly setFocused: Dispatch<SetStateAction<string | undefined>>
  readonly selection: ReadonlySet<string>
  readonly api: BoardApi
  readonly unpin: () => void
}

/**
 * Keyboard navigation: arrows go from card to card. Answers handlers, and what to announce: news, or else the focused
 * card.
 */
export function useBoardKeyboard(
  { picture, selected, announcement, onSelect, onOpen, onFocusChange }: BoardProps,
  { focused, setFocused, selection, api, unpin }: KeyboardPlace,
) {
  /** The focused id when the focus left the board. */
  const left = useRef<string>(undefined)
  const stop = focused === undefined ? undefined : stopsOf(picture).find(({ id }) => id === focused)
  // After an arrow key the new card is announced, not the last action, which may be seconds old.
  const [spoken, setSpoken] = useState({ announcement, focused, isNews: false })
  if (spoken.announcement !== announcement || spoken.focused !== focused) {
    const isNews = announcement !== undefined && announcement !== ''
    setSpoken({
      announcement,
      focused,
      isNews: isNews && (spoken.announcement !== announcement || focused === undefined),
    })
  }
  useEffect(() => onFocusChange?.(focused), [focused, onFocusChange])
  // Arrows continue from what was just inserted or found.
  useEffect(() => {
    setFocused((before) => (before === undefined || selected === undefined ? before : selected))
  }, [selected, setFocused])

  function onKeyDown(event: KeyboardEvent): void {
    const isCommand = event.altKey || event.ctrlKey || event.metaKey
    if (isComposing(event.nativeEvent) || isCommand || event.target !== event.currentTarget) return
    const direction = directions[event.key]
    if (direction !== undefined && !event.shiftKey) {
      const stops = stopsOf(picture)
      const next = stop === undefined ? stops[0] : nearestInDirection(stops, stop, direction)
      if (next !== undefined) api.focusOn(next.id)
      event.preventDefault()
    } else if (event.key === 'Enter' && focused !== undefined) {
      onSelect(focused)
      onOpen?.(focused)
      event.preventDefault()
    } else if (event.key === ' ' && focused !== undefined) {
      onSelect(focused, true)
      event.preventDefault()
    } else if (event.key === 'Escape') {
      unpin()
      if (selection.size > 0) onSelect(undefined)
      else {
        // Without a focused card, the next insertion asks for its place.
        setFocused(undefined)
        left.current = undefined
      }
    }
  }
  function onFocus(event: FocusEvent): void {
    if (event.target !== event.currentTarget || focused !== undefined) return
    // Coming back from a menu or question, arrows continue where they were; by Tab they begin at the first card.
    const stops = stopsOf(picture)
    const before = stops.some(({ id }) => id === left.current) ? left.current : undefined
    const comesByTab = event.relatedTarget !== null && event.relatedTarget.closest('[role="dialog"]') === null
    setFocused(selected ?? before ?? (comesByTab ? stops[0]?.id : undefined))
  }
  function onBlur(event: FocusEvent): void {
    if (event.target !== event.currentTarget) return
    left.current = focused
    setFocused(undefined)
  }
  return { news: spoken.isNews ? announcement : undefined, stop, handlers: { onKeyDown, onFocus, onBlur } }
}
