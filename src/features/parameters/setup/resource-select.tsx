import { Select } from '#ui/fields/select.tsx'

// No name of a resource can be this.
const fresh = '+'

interface ResourceSelectProps {
  readonly label: string
  readonly resources: readonly { readonly name: string; readonly displayName?: string }[]
  readonly value: string | undefined
  readonly onChange: (name: string) => void
  /** The words for creating one instead. */
  readonly createLabel: string
  readonly onCreate: () => void
  readonly isDisabled?: boolean
  readonly autoFocus?: boolean
}

/** Chooses a resource of the project, or has one created on the way. */
export function ResourceSelect({ resources, onChange, createLabel, onCreate, ...select }: ResourceSelectProps) {
  return (
    <Select
      {...select}
      choices={[
        ...resources.map(({ name, displayName = name }) => ({ id: name, title: displayName })),
        { id: fresh, title: createLabel },
      ]}
      onChange={(id) => (id === fresh ? onCreate() : onChange(id))}
      isRequired
    />
  )
}
