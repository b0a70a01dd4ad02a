import { type GridCell, GridCellKind, type ProvideEditorComponent } from '@glideapps/glide-data-grid'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'

/** An editor that offers a list: Enter takes the chosen one, Escape leaves everything as it was. */
export function choiceEditor(
  label: string,
  choices: readonly { readonly id: string; readonly title: string }[],
): ProvideEditorComponent<GridCell> {
  return function ChoiceEditor({ value, onFinishedEditing }) {
    const current = value.kind === GridCellKind.Text ? value.data : ''
    return (
      <ListBox
        className="lw-listbox lw-values-choices"
        aria-label={label}
        autoFocus
        selectionMode="single"
        selectedKeys={choices.some(({ id }) => id === current) ? [current] : []}
        onAction={(key) => {
          if (value.kind === GridCellKind.Text)
            onFinishedEditing({ ...value, data: String(key), displayData: String(key) }, [0, 0])
        }}
      >
        {choices.map(({ id, title }) => (
          <ListBoxItem key={id} id={id} textValue={title} className="lw-option">
            {title}
          </ListBoxItem>
        ))}
      </ListBox>
    )
  }
}
