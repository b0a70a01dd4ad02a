import type { ReactNode } from 'react'
import { IconButton } from '#ui/button.tsx'
import type { LogSettingsControl } from './use-log-settings.ts'

interface SearchToggleProps {
  readonly name: 'case' | 'word' | 'regexp' | 'only'
  readonly label: string
  readonly on: boolean
  readonly settings: Pick<LogSettingsControl, 'set'>
  readonly children: ReactNode
}

/** An option of the search, in the address while it is on. */
export function SearchToggle({ name, label, on, settings, children }: SearchToggleProps) {
  return (
    <IconButton label={label} aria-pressed={on} onPress={() => settings.set({ [name]: on ? undefined : '1' })}>
      {children}
    </IconButton>
  )
}
