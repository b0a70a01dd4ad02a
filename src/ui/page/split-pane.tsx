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
  const t = useMessages(lateUiMessages)
  const [own, setOwn] = useState(() => recalledSize(name))
  // A pane that nobody has sized adapts to the window.
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
    // The pressed button disappears with the pane; its bar can open it again.
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
    // A focusable separator is ARIA's "window splitter" pattern.
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
        // A click that opens must not count as half of the double click that collapses.
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
