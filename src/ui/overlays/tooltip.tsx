import type { ReactNode } from 'react'
import { Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components/Tooltip'
import { KeyCap } from '../key-cap.tsx'
import './tooltip.css'

export interface TooltipProps {
  /** Without a text there is no tooltip, but the element stays the same one. */
  readonly text: ReactNode | undefined
  /** A shortcut in the registry's notation. */
  readonly keys?: string
  /** Explains why pressing does nothing, so it appears at once and stays after a press. */
  readonly isAnswer?: boolean
  readonly placement?: 'top' | 'right'
  /** One focusable element. */
  readonly children: ReactNode
}

export function Tooltip({ text, keys, isAnswer = false, placement = 'top', children }: TooltipProps) {
  return (
    <TooltipTrigger
      delay={isAnswer ? 0 : 500}
      closeDelay={80}
      shouldCloseOnPress={!isAnswer}
      isDisabled={text === undefined}
    >
      {children}
      {text === undefined ? null : (
        <AriaTooltip className="lw-tooltip" placement={placement} offset={6}>
          {text}
          {keys === undefined ? null : <KeyCap keys={keys} />}
        </AriaTooltip>
      )}
    </TooltipTrigger>
  )
}
