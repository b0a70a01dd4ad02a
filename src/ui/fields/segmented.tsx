import { useId } from 'react'
import './segmented.css'

export interface SegmentedProps {
  readonly label: string
  readonly choices: readonly { readonly id: string; readonly title: string }[]
  readonly selected: string
  readonly onSelect: (id: string) => void
}

/** A choice of a few views, all visible. Tab goes to the chosen one, arrows choose another. */
export function Segmented({ label, choices, selected, onSelect }: SegmentedProps) {
  const name = useId()
  return (
    <div className="lw-segmented" role="radiogroup" aria-label={label}>
      {choices.map(({ id, title }) => (
        <label key={id} className="lw-segment">
          <input type="radio" name={name} checked={id === selected} onChange={() => onSelect(id)} />
          {title}
        </label>
      ))}
    </div>
  )
}
