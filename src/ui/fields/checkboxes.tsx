import { Checkbox } from './switch.tsx'
import './checkboxes.css'

interface CheckboxesProps<Id extends string> {
  readonly label: string
  readonly choices: readonly { readonly id: Id; readonly title: string }[]
  readonly chosen: readonly Id[]
  /** Gets the chosen ones in the order of the choices, in whatever order they were ticked. */
  readonly onChange: (chosen: Id[]) => void
  readonly layout?: 'row' | 'column'
  readonly isDisabled?: boolean
}

/** A list from which several may be chosen. */
export function Checkboxes<Id extends string>({
  label,
  choices,
  chosen,
  onChange,
  layout = 'row',
  isDisabled = false,
}: CheckboxesProps<Id>) {
  const ids = choices.map(({ id }) => id)
  return (
    <fieldset className="lw-checkboxes" data-layout={layout}>
      <legend className="lw-label">{label}</legend>
      {choices.map(({ id, title }) => (
        <Checkbox
          key={id}
          isSelected={chosen.includes(id)}
          isDisabled={isDisabled}
          onChange={(isOn) => onChange(ids.filter((one) => (one === id ? isOn : chosen.includes(one))))}
        >
          {title}
        </Checkbox>
      ))}
    </fieldset>
  )
}
