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

/** The keyboard on a board: the arrows go from card to card. Answers the handlers, and what is said to screen readers: news, or else where the keyboard is. */
export function useBoardKeyboard(
  { picture, selected, announcement, onSelect, onOpen, onFocusChange }: BoardProps,
  { focused, setFocused, selection, api, unpin }: KeyboardPlace,
) {
  /** Where it was when it went elsewhere. */
  const left = useRef<string>(undefined)
  const stop = focused === undefined ? undefined : stopsOf(picture).find(({ id }) => id === focused)
  // Whoever moves on by the arrows hears where they are, and not for seconds what they did last.
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
  // What was just inserted or found is where the arrows go on from.
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
        // Then nothing is meant: what is inserted next asks for its place.
        setFocused(undefined)
        left.current = undefined
      }
    }
  }
  function onFocus(event: FocusEvent): void {
    if (event.target !== event.currentTarget || focused !== undefined) return
    // Back from a menu or a question the arrows go on where they were, if anywhere; who comes by Tab begins at the first card.
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
