import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useState } from 'react'
import { uiMessages } from './ui-messages.ts'
import { useMessages } from './i18n/use-messages.tsx'
import { recall, remember } from './storage.ts'
import './split-pane.css'

export interface SplitPaneProps {
  /** Under this name the size is remembered. */
  readonly name: string
  /** What the sized pane is called, for its separator. */
  readonly label: string
  /** Where the sized pane stands. */
  readonly side: 'left' | 'right' | 'bottom'
  readonly pane: ReactNode
  readonly children: ReactNode
  /** Sizes in CSS pixels. */
  readonly initial: number
  readonly minimum?: number
  readonly maximum?: number
}

/** Two panes with a separator between: drag, arrow keys, Enter or a double click to collapse; the size is remembered. */
export function SplitPane({
  name,
  label,
  side,
  pane,
  children,
  initial,
  minimum = 160,
  maximum = 640,
}: SplitPaneProps) {
  const t = useMessages(uiMessages)
  const [size, setSize] = useState(() => recalledSize(name) ?? initial)
  const [collapsed, setCollapsed] = useState(() => recall(`pane.${name}.collapsed`) === 'yes')
  const start = useRef<{ at: number; size: number } | undefined>(undefined)
  const isHorizontal = side !== 'bottom'
  const growsWith = side === 'left' ? 1 : -1

  function resize(next: number): void {
    const bounded = Math.round(Math.min(maximum, Math.max(minimum, next)))
    setSize(bounded)
    remember(`pane.${name}`, String(bounded))
    if (collapsed) collapse(false)
  }
  function collapse(next: boolean): void {
    setCollapsed(next)
    remember(`pane.${name}.collapsed`, next ? 'yes' : 'no')
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

  const sized = collapsed ? null : (
    <div className="lw-split-pane" style={{ flexBasis: size }}>
      {pane}
    </div>
  )
  const separator = (
    // A focusable separator is the widget of the ARIA pattern "window splitter".
    <div
      role="separator"
      tabIndex={0}
      className="lw-split-bar"
      aria-label={t('resize', { pane: label })}
      aria-orientation={isHorizontal ? 'vertical' : 'horizontal'}
      aria-valuenow={collapsed ? 0 : size}
      aria-valuemin={0}
      aria-valuemax={maximum}
      title={collapsed ? t('expand', { pane: label }) : t('collapse', { pane: label })}
      onPointerDown={handlePointerDown}
      onPointerMove={handlePointerMove}
      onPointerUp={() => (start.current = undefined)}
      onDoubleClick={() => collapse(!collapsed)}
      onKeyDown={handleKeyDown}
    />
  )
  return (
    <div className="lw-split" data-side={side}>
      {side === 'left' ? sized : null}
      {side === 'left' ? separator : null}
      <div className="lw-split-rest">{children}</div>
      {side === 'left' ? null : separator}
      {side === 'left' ? null : sized}
    </div>
  )
}

function recalledSize(name: string): number | undefined {
  const text = recall(`pane.${name}`)
  return text === undefined || Number.isNaN(Number(text)) ? undefined : Number(text)
}
