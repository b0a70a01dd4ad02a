import { useSyncExternalStore } from 'react'
import { type Preferences, readPreferences, subscribePreferences } from './preferences.ts'

/** Language, theme and keys of this browser's person, followed. Apart from them: what is asked before the workbench is there needs no React. */
export function usePreferences(): Preferences {
  return useSyncExternalStore(subscribePreferences, readPreferences, readPreferences)
}
