import { ChevronLeft, ChevronRight, ChevronUp, Maximize2, Minimize2, PanelBottomClose } from 'lucide-react'
import {
  createContext,
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  type ReactNode,
  type RefObject,
  useContext,
  useMemo,
  useRef,
  useState,
} from 'react'
import { IconButton } from '../button.tsx'
import { lateUiMessages } from '../late-ui-messages.ts'
import { useMessages } from '../i18n/use-messages.tsx'
import { useNarrow } from '../narrow.ts'
import { recall, remember } from '../storage.ts'
import { useStable } from '../use-stable.ts'
import './split-pane.css'

export interface SplitPaneProps {
  /** Key under which the size is remembered. */
  readonly name: string
  /** The pane's name, for its separator. */
  readonly label: string
  /** Where the pane is. */
  readonly side: 'left' | 'right' | 'bottom'
  /** Without a pane the content has all the room, and stays mounted when one appears. */
  readonly pane: ReactNode | undefined
  readonly children: ReactNode
  /** Sizes in CSS pixels. */
  readonly initial: number
  readonly minimum?: number
  readonly maximum?: number
  /** In a narrow window (or zoomed to 200 %) it starts collapsed, and that state is remembered separately. */
  readonly yields?: boolean
}

interface PaneControls {
  readonly label: string
  readonly isWhole: boolean
  readonly setWhole: (isWhole: boolean) => void
  readonly close: () => void
}

const PaneContext = createContext<PaneControls | undefined>(undefined)

/** Buttons in the bottom pane's heading: maximize it, or collapse it. */
export function PaneButtons() {
  const t = useMessages(lateUiMessages)
  const pane = useContext(PaneContext)
  if (pane === undefined) return null
  const { label, isWhole } = pane
  return (
    <>
      <IconButton label={t(isWhole ? 'restore' : 'maximise', { pane: label })} onPress={() => pane.setWhole(!isWhole)}>
        {isWhole ? <Minimize2 size={16} aria-hidden /> : <Maximize2 size={16} aria-hidden />}
      </IconButton>
      <IconButton label={t('collapse', { pane: label })} onPress={pane.close}>
        <PanelBottomClose size={16} aria-hidden />
      </IconButton>
    </>
  )
}

/**
 * Two panes with a separator: drag or arrow keys size it, Enter or a double click collapses, a click opens. The size is
 * remembered.
 */
export function SplitPane({
  name,
  label,
  side,
  pane,
  children,
  initial,
  minimum = 160,
  maximum = 640,
  yields = false,
}: SplitPaneProps) {
  const room = usePaneRoom({ name, initial, minimum, maximum, yields })
  const { size, isCollapsed, collapse } = room
  const [isWhole, setWhole] = useState(false)
  const bar = useRef<HTMLDivElement>(null)
  const close = useStable(() => {
    setWhole(false)
    collapse(true)
    // The pressed button disappears with the pane; its bar can open it again.
    bar.current?.focus()
  })
  const controls = useMemo(() => ({ label, isWhole, setWhole, close }), [label, isWhole, close])
  const hasPane = pane !== undefined
  const isCovered = isWhole && !isCollapsed && hasPane
  const sized =
    isCollapsed || !hasPane ? null : (
      <div className="lw-split-pane" style={{ flexBasis: size }}>
        <PaneContext value={controls}>{pane}</PaneContext>
      </div>
    )
  const separator = hasPane ? (
    <Separator ref={bar} label={label} side={side} room={room} minimum={minimum} maximum={maximum} />
  ) : null
  return (
    <div className="lw-split" data-side={side} data-whole={isCovered || undefined}>
      {side === 'left' ? sized : null}
      {side === 'left' ? separator : null}
      <div className="lw-split-rest" inert={isCovered}>
        {children}
      </div>
      {side === 'left' ? null : separator}
      {side === 'left' ? null : sized}
    </div>
  )
}

interface PaneRoom {
  /** The size while it is not collapsed. */
  readonly size: number
  readonly isCollapsed: boolean
  readonly resize: (size: number) => void
  readonly collapse: (isCollapsed: boolean) => void
}

/** A pane's size and whether it is collapsed, both of which are remembered. */
function usePaneRoom({
  name,
  initial,
  minimum,
  maximum,
  yields,
}: Required<Pick<SplitPaneProps, 'name' | 'initial' | 'minimum' | 'maximum' | 'yields'>>): PaneRoom {
  const [own, setOwn] = useState(() => recalledSize(name))
  const isYielding = useNarrow() && yields
  const key = `pane.${name}.collapsed${isYielding ? '.narrow' : ''}`
  const [chosen, setChosen] = useState<Readonly<Record<string, boolean>>>({})
  const isCollapsed = chosen[key] ?? (recall(key) ?? (isYielding ? 'yes' : 'no')) === 'yes'

  function collapse(next: boolean): void {
    setChosen((before) => ({ ...before, [key]: next }))
    remember(key, next ? 'yes' : 'no')
  }
  function resize(next: number): void {
    const bounded = Math.round(Math.min(maximum, Math.max(minimum, next)))
    setOwn(bounded)
    remember(`pane.${name}`, String(bounded))
    if (isCollapsed) collapse(false)
  }
  // A pane that nobody has sized adapts to the window.
  return { size: own ?? initial, isCollapsed, resize, collapse }
}

function recalledSize(name: string): number | undefined {
  const text = recall(`pane.${name}`)
  return text === undefined || Number.isNaN(Number(text)) ? undefined : Number(text)
}

const chevrons = { left: ChevronRight, right: ChevronLeft, bottom: ChevronUp } as const

interface SeparatorProps extends Required<Pick<SplitPaneProps, 'label' | 'side' | 'minimum' | 'maximum'>> {
  readonly ref: RefObject<HTMLDivElement | null>
  readonly room: PaneRoom
}

/** The bar between the panes: ARIA's "window splitter" pattern, which can be focused. */
function Separator({ ref, label, side, room, minimum, maximum }: SeparatorProps) {
  const t = useMessages(lateUiMessages)
  const { size, isCollapsed, resize, collapse } = room
  const wasCollapsed = useRef(isCollapsed)
  const start = useRef<{ at: number; size: number } | undefined>(undefined)
  const isHorizontal = side !== 'bottom'
  const growsWith = side === 'left' ? 1 : -1
  const Chevron = chevrons[side]

  function handlePointerDown(event: PointerEvent<HTMLDivElement>): void {
    event.currentTarget.setPointerCapture(event.pointerId)
    start.current = { at: isHorizontal ? event.clientX : event.clientY, size: isCollapsed ? 0 : size }
  }
  function handlePointerMove(event: PointerEvent<HTMLDivElement>): void {
    if (start.current === undefined) return
    const moved = (isHorizontal ? event.clientX : event.clientY) - start.current.at
    if (Math.abs(moved) > 2) resize(start.current.size + growsWith * moved)
  }
  function handleClick({ detail }: MouseEvent): void {
    // A click that opens must not count as half of the double click that collapses.
    if (detail === 1) wasCollapsed.current = isCollapsed
    if (isCollapsed) collapse(false)
    else if (detail === 2 && !wasCollapsed.current) collapse(true)
  }
  function handleKeyDown(event: KeyboardEvent<HTMLDivElement>): void {
    const step = event.shiftKey ? 64 : 16
    const [forward, back] = isHorizontal ? ['ArrowRight', 'ArrowLeft'] : ['ArrowDown', 'ArrowUp']
    const actions: Readonly<Record<string, () => void>> = {
      [forward]: () => resize(size + growsWith * step),
      [back]: () => resize(size - growsWith * step),
      Home: () => resize(minimum),
      End: () => resize(maximum),
      Enter: () => collapse(!isCollapsed),
    }
    const action = actions[event.key]
    if (action === undefined) return
    event.preventDefault()
    action()
  }

  return (
    <div
      ref={ref}
      role="separator"
      tabIndex={0}
      className="lw-split-bar"
      aria-label={t('resize', { pane: label })}
      aria-orientation={isHorizontal ? 'vertical' : 'horizontal'}
      aria-valuenow={isCollapsed ? 0 : size}
      aria-valuemin={0}
      aria-valuemax={maximum}
      data-collapsed={isCollapsed || undefined}
      title={isCollapsed ? t('expand', { pane: label }) : t('collapse', { pane: label })}
      onPointerDown={handlePointerDown}
      onPointerMove={handlePointerMove}
      onPointerUp={() => (start.current = undefined)}
      onClick={handleClick}
      onKeyDown={handleKeyDown}
    >
      {isCollapsed ? <Chevron size={14} aria-hidden /> : null}
    </div>
  )
}
