import { createElement } from 'react'

export interface OutlineIconProps {
  /** SVG shapes on a grid of 24 by 24: element names and attributes. */
  readonly shapes: readonly { readonly tag: string; readonly attributes: Readonly<Record<string, string>> }[]
}

/** Draws an icon given as data in the style of the others. */
export function OutlineIcon({ shapes }: OutlineIconProps) {
  return (
    <svg
      width={16}
      height={16}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.5}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden
    >
      {shapes.map(({ tag, attributes }) => createElement(tag, { key: JSON.stringify(attributes), ...attributes }))}
    </svg>
  )
}
