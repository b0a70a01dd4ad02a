import { useSyncExternalStore } from 'react'
import { type Preferences, readPreferences, subscribePreferences } from './preferences.ts'

/**
 * Language, theme and keys, kept up to date. A file of its own, since what runs before the workbench needs no React.
 */
export function usePreferences(): Preferences {
  return useSyncExternalStore(subscribePreferences, readPreferences, readPreferences)
}
