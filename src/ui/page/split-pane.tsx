import { ChevronLeft, ChevronRight, ChevronUp, Maximize2, Minimize2, PanelBottomClose } from 'lucide-react'
import {
  createContext,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
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
  /** Under this name the size is remembered. */
  readonly name: string
  /** What the sized pane is called, for its separator. */
  readonly label: string
  /** Where the sized pane stands. */
  readonly side: 'left' | 'right' | 'bottom'
  /** While there is none, what is beside it has all the room, and stays what it is when one comes. */
  readonly pane: ReactNode | undefined
  readonly children: ReactNode
  /** Sizes in CSS pixels. */
  readonly initial: number
  readonly minimum?: number
  readonly maximum?: number
  /** In a narrow window, as one that is zoomed to 200 %, it begins closed, and is remembered by itself. */
  readonly yields?: boolean
}

interface PaneControls {
  readonly label: string
  readonly isWhole: boolean
  readonly setWhole: (isWhole: boolean) => void
  readonly close: () => void
}

const PaneContext = createContext<PaneControls | undefined>(undefined)

/** For the head of the pane at the bottom: give it the place of what is above it, or collapse it. */
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

/** Two panes with a separator between: drag, arrow keys, Enter or a double click to collapse, a click to open; the size is remembered. */
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
  const t = useMessages(lateUiMessages)
  const [own, setOwn] = useState(() => recalledSize(name))
  // A pane that nobody has sized goes along with the window.
  const size = own ?? initial
  const isYielding = useNarrow() && yields
  const key = `pane.${name}.collapsed${isYielding ? '.narrow' : ''}`
  const [chosen, setChosen] = useState<Readonly<Record<string, boolean>>>({})
  const collapsed = chosen[key] ?? (recall(key) ?? (isYielding ? 'yes' : 'no')) === 'yes'
  const wasCollapsed = useRef(collapsed)
  const [isWhole, setWhole] = useState(false)
  const bar = useRef<HTMLDivElement>(null)
  const start = useRef<{ at: number; size: number } | undefined>(undefined)
  const isHorizontal = side !== 'bottom'
  const growsWith = side === 'left' ? 1 : -1

  function resize(next: number): void {
    const bounded = Math.round(Math.min(maximum, Math.max(minimum, next)))
    setOwn(bounded)
    remember(`pane.${name}`, String(bounded))
    if (collapsed) collapse(false)
  }
  function collapse(next: boolean): void {
    setChosen((before) => ({ ...before, [key]: next }))
    remember(key, next ? 'yes' : 'no')
  }
  function handlePointerDown(event: PointerEvent<HTMLDivElement>): void {
    event.currentTarget.setPointerCapture(event.pointerId)
    start.current = { at: isHorizontal ? event.clientX : event.clientY, size: collapsed ? 0 : size }
  }
  function handlePointerMove(event: PointerEvent<HTMLDivElement>): void {
    if (start.current === undefined) return
    const moved = (isHorizontal ? event.clientX : event.clientY) - start.current.at
    if (Math.abs(moved) > 2) resize(start.current.size + growsWith * moved)
  }
  function handleKeyDown(event: KeyboardEvent<HTMLDivElement>): void {
    const step = event.shiftKey ? 64 : 16
    const towards = isHorizontal ? ['ArrowRight', 'ArrowLeft'] : ['ArrowDown', 'ArrowUp']
    const actions: Readonly<Record<string, () => void>> = {
      [towards[0] ?? '']: () => resize(size + growsWith * step),
      [towards[1] ?? '']: () => resize(size - growsWith * step),
      Home: () => resize(minimum),
      End: () => resize(maximum),
      Enter: () => collapse(!collapsed),
    }
    const action = actions[event.key]
    if (action === undefined) return
    event.preventDefault()
    action()
  }

  const close = useStable(() => {
    setWhole(false)
    collapse(true)
    // The button that was pressed is gone with the pane; its bar opens it again.
    bar.current?.focus()
  })
  const controls = useMemo(() => ({ label, isWhole, setWhole, close }), [label, isWhole, close])
  const hasPane = pane !== undefined
  const isCovered = isWhole && !collapsed && hasPane
  const sized =
    collapsed || !hasPane ? null : (
      <div className="lw-split-pane" style={{ flexBasis: size }}>
        <PaneContext value={controls}>{pane}</PaneContext>
      </div>
    )
  const Chevron = chevrons[side]
  const separator = hasPane ? (
    // A focusable separator is the widget of the ARIA pattern "window splitter".
    <div
      ref={bar}
      role="separator"
      tabIndex={0}
      className="lw-split-bar"
      aria-label={t('resize', { pane: label })}
      aria-orientation={isHorizontal ? 'vertical' : 'horizontal'}
      aria-valuenow={collapsed ? 0 : size}
      aria-valuemin={0}
      aria-valuemax={maximum}
      data-collapsed={collapsed || undefined}
      title={collapsed ? t('expand', { pane: label }) : t('collapse', { pane: label })}
      onPointerDown={handlePointerDown}
      onPointerMove={handlePointerMove}
      onPointerUp={() => (start.current = undefined)}
      onClick={({ detail }) => {
        // One click opens, and is no first half of the two that close.
        if (detail === 1) wasCollapsed.current = collapsed
        if (collapsed) collapse(false)
        else if (detail === 2 && !wasCollapsed.current) collapse(true)
      }}
      onKeyDown={handleKeyDown}
    >
      {collapsed ? <Chevron size={14} aria-hidden /> : null}
    </div>
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

const chevrons = { left: ChevronRight, right: ChevronLeft, bottom: ChevronUp } as const

function recalledSize(name: string): number | undefined {
  const text = recall(`pane.${name}`)
  return text === undefined || Number.isNaN(Number(text)) ? undefined : Number(text)
}
