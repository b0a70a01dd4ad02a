import { CaseSensitive, ChevronDown, ChevronUp, ListFilter, Regex, WholeWord } from 'lucide-react'
import type { KeyboardEvent, ReactNode } from 'react'
import { IconButton } from '#ui/button.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { logMessages } from '../messages.ts'
import type { LogSettingsControl } from '../pane/use-log-settings.ts'

interface SearchToggleProps {
  readonly name: 'case' | 'word' | 'regexp' | 'only'
  readonly label: string
  readonly on: boolean
  readonly settings: Pick<LogSettingsControl, 'set'>
  readonly children: ReactNode
}

/** A search option; in the address while it is on. */
function SearchToggle({ name, label, on, settings, children }: SearchToggleProps) {
  return (
    <IconButton label={label} aria-pressed={on} onPress={() => settings.set({ [name]: on ? undefined : '1' })}>
      {children}
    </IconButton>
  )
}

/** Options for matching words. */
export function QueryToggles({ settings }: { readonly settings: LogSettingsControl }) {
  const t = useMessages(logMessages)
  const { query } = settings
  return (
    <>
      <SearchToggle name="case" label={t('matchCase')} on={query.matchCase} settings={settings}>
        <CaseSensitive size={16} aria-hidden />
      </SearchToggle>
      <SearchToggle name="word" label={t('wholeWord')} on={query.wholeWord} settings={settings}>
        <WholeWord size={16} aria-hidden />
      </SearchToggle>
      <SearchToggle name="regexp" label={t('regexp')} on={query.regexp} settings={settings}>
        <Regex size={16} aria-hidden />
      </SearchToggle>
    </>
  )
}

/** Hides lines without a hit. */
export function OnlyHitsToggle({ settings }: { readonly settings: LogSettingsControl }) {
  const t = useMessages(logMessages)
  return (
    <SearchToggle name="only" label={t('onlyHits')} on={settings.onlyHits} settings={settings}>
      <ListFilter size={16} aria-hidden />
    </SearchToggle>
  )
}

/** To the previous and the next hit. */
export function HitSteps({ count, onGo }: { readonly count: number; readonly onGo: (step: 1 | -1) => void }) {
  const t = useMessages(logMessages)
  return (
    <>
      <IconButton label={t('previousHit')} onPress={() => onGo(-1)} isDisabled={count === 0}>
        <ChevronUp size={16} aria-hidden />
      </IconButton>
      <IconButton label={t('nextHit')} onPress={() => onGo(1)} isDisabled={count === 0}>
        <ChevronDown size={16} aria-hidden />
      </IconButton>
    </>
  )
}

/** Enter in the search field goes to the next hit, Shift+Enter to the previous. */
export function goOnEnter(event: KeyboardEvent, onGo: (step: 1 | -1) => void): void {
  if (event.nativeEvent.isComposing || event.key !== 'Enter') return
  event.preventDefault()
  onGo(event.shiftKey ? -1 : 1)
}
