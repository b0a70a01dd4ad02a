import { type Language, languages } from './i18n/intl.ts'
import { recall, remember } from './storage.ts'

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

export interface Preferences {
  readonly language: Language
  readonly theme: Theme
  /** Single-key shortcuts can be switched off (WCAG 2.1.4). */
  readonly singleKeys: boolean
}

const listeners = new Set<() => void>()
let current: Preferences = recalled()

function recalled(): Preferences {
  const language = recall('language')
  const theme = recall('theme')
  const preferred: Language = globalThis.navigator?.language?.startsWith('ja') ? 'ja' : 'en'
  return {
    language: languages.find((known) => known === language) ?? preferred,
    theme: themes.find((known) => known === theme) ?? 'system',
    singleKeys: recall('single-keys') !== 'off',
  }
}

/** Language, theme and keys, as remembered in this browser. */
export function readPreferences(): Preferences {
  return current
}

/** Changes preferences, remembers them and applies them at once. */
export function changePreferences(change: Partial<Preferences>): void {
  current = { ...current, ...change }
  remember('language', current.language)
  remember('theme', current.theme)
  remember('single-keys', current.singleKeys ? 'on' : 'off')
  applyPreferences()
  for (const listener of listeners) listener()
}

/** Writes language and theme to the document element, for style sheets and screen readers. */
export function applyPreferences(): void {
  const root = document.documentElement
  root.lang = current.language
  root.dataset['theme'] = shownTheme(current.theme)
}

function shownTheme(theme: Theme): 'light' | 'dark' {
  if (theme !== 'system') return theme
  return globalThis.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
}

/** Follows the system's theme and changes in other tabs, as long as the page lives. */
export function followPreferences(): void {
  applyPreferences()
  globalThis.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', applyPreferences)
  globalThis.addEventListener('storage', (event) => {
    if (event.key?.startsWith('linewright.') !== true) return
    current = recalled()
    applyPreferences()
    for (const listener of listeners) listener()
  })
}

export function subscribePreferences(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
