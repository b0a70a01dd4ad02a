import { Suspense, useRef } from 'react'
import { Search } from 'lucide-react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { KeyCap } from '#ui/key-cap.tsx'
import { useKeysOf } from '#ui/commands/use-commands.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { lazyPart } from '#ui/lazy-part.ts'
import { appMessages } from './messages.ts'
import { openPalette, useOverlay } from './overlays.ts'
import { PaletteLoading } from './palette-loading.tsx'
import { useAppCommands } from './use-app-commands.ts'

const CommandPalette = lazyPart(async () => (await import('./command-palette.tsx')).CommandPalette)
const ShortcutSheet = lazyPart(async () => (await import('./shortcut-sheet.tsx')).ShortcutSheet)

/** Search and commands in the top bar; what it opens is loaded when it is opened. */
export function CommandBox({ project }: { readonly project: string | undefined }) {
  const t = useMessages(appMessages)
  const overlay = useOverlay()
  useAppCommands(project)
  const keys = useKeysOf('palette')
  const typed = useRef('')
  return (
    <>
      <AriaButton className="lw-command-box" onPress={openPalette}>
        <Search size={16} aria-hidden />
        <span className="lw-ellipsis">{t('search')}</span>
        {keys === undefined ? null : <KeyCap keys={keys} />}
      </AriaButton>
      <Suspense fallback={<PaletteLoading typed={typed} />}>
        {overlay === 'palette' ? <CommandPalette project={project} typed={typed} /> : null}
      </Suspense>
      <Suspense>{overlay === 'shortcuts' ? <ShortcutSheet /> : null}</Suspense>
    </>
  )
}
