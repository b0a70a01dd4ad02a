import { ToggleButton } from 'react-aria-components/ToggleButton'
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup'
import './segmented.css'

export interface SegmentedProps {
  readonly label: string
  readonly choices: readonly { readonly id: string; readonly title: string }[]
  readonly selected: string
  readonly onSelect: (id: string) => void
}

/** One of a few views, all in sight. */
export function Segmented({ label, choices, selected, onSelect }: SegmentedProps) {
  return (
    <ToggleButtonGroup
      className="lw-segmented"
      aria-label={label}
      disallowEmptySelection
      selectedKeys={[selected]}
      onSelectionChange={(keys) => {
        const [first] = [...keys]
        if (first !== undefined) onSelect(String(first))
      }}
    >
      {choices.map((choice) => (
        <ToggleButton
          key={choice.id}
          id={choice.id}
          className="lw-segment"
          // Tab leads to the one that is chosen, arrows to the others.
          excludeFromTabOrder={choice.id !== selected}
        >
          {choice.title}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  )
}
