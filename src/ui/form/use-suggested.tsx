import { type FocusEvent, type FormEvent, type KeyboardEvent, type MouseEvent, type ReactNode, useState } from 'react'
import { ChoiceList, optionId } from '../fields/choice-list.tsx'
import { type Choice, choicesWith, neighbour } from '../fields/choices.ts'
import { isComposing } from '../commands/use-commands.ts'

interface Suggested {
  readonly id: string
  readonly label: string
  readonly suggestions: readonly Choice[]
  readonly onSettle: (text: string) => void
}

interface Open {
  readonly element: HTMLInputElement
  readonly shown: readonly Choice[]
  readonly marked: string | undefined
}

/**
 * Suggestions for a text field: a press or arrow lists all, typing narrows them, and only a deliberate choice counts. A
 * browser's datalist could not show titles that differ from the values.
 */
export function useSuggested({ id, label, suggestions, onSettle }: Suggested) {
  const [open, setOpen] = useState<Open>()
  const isShown = open !== undefined && open.shown.length > 0

  function show(element: HTMLInputElement, shown: readonly Choice[], marked?: string): void {
    setOpen({ element, shown, marked })
  }

  function choose(chosen: string, element: HTMLInputElement): void {
    element.value = chosen
    setOpen(undefined)
    onSettle(chosen)
  }

  function handleKey(event: KeyboardEvent<HTMLInputElement>): void {
    if (isComposing(event.nativeEvent)) return
    const { key, currentTarget } = event
    const isDown = key === 'ArrowDown'
    if (isDown || key === 'ArrowUp') {
      const shown = isShown ? open.shown : suggestions
      show(currentTarget, shown, neighbour(shown, open?.marked, isDown ? 1 : -1))
    } else if (key === 'Enter' && isShown && open.marked !== undefined) choose(open.marked, currentTarget)
    else if (key === 'Escape' && isShown) setOpen(undefined)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return {
    /** Handlers for the input; the field's own are passed in. */
    input: ({ onInput, onBlur }: Handlers = {}) => ({
      role: 'combobox',
      'aria-autocomplete': 'list' as const,
      'aria-expanded': isShown,
      'aria-controls': id,
      ...(open?.marked === undefined ? {} : { 'aria-activedescendant': optionId(id, open.marked) }),
      onClick: ({ currentTarget }: MouseEvent<HTMLInputElement>) => show(currentTarget, suggestions),
      onInput(event: FormEvent<HTMLInputElement>) {
        show(event.currentTarget, choicesWith(suggestions, event.currentTarget.value))
        onInput?.(event)
      },
      onBlur(event: FocusEvent<HTMLInputElement>) {
        setOpen(undefined)
        onBlur?.(event)
      },
      onKeyDown: handleKey,
    }),
    list: isShown ? (
      <ChoiceList
        id={id}
        label={label}
        choices={open.shown}
        marked={open.marked}
        beside={open.element.getBoundingClientRect()}
        onChoose={(chosen) => choose(chosen, open.element)}
      />
    ) : null,
  } satisfies { readonly input: unknown; readonly list: ReactNode }
}

interface Handlers {
  readonly onInput?: (event: FormEvent<HTMLInputElement>) => void
  readonly onBlur?: (event: FocusEvent<HTMLInputElement>) => void
}
