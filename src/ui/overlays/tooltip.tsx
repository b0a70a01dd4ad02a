import type { ReactNode } from 'react'
import { Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components/Tooltip'
import { KeyCap } from '../key-cap.tsx'
import './tooltip.css'

export interface TooltipProps {
  /** Without a text there is no tooltip, and the element stays the same one when a text comes. */
  readonly text: ReactNode | undefined
  /** Shortcut as written in the command registry. */
  readonly keys?: string
  /** It says why pressing does nothing: it comes at once, and stays when that is tried. */
  readonly isAnswer?: boolean
  readonly placement?: 'top' | 'right'
  /** One element that can be focused. */
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
