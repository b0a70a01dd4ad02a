import { Pencil, RotateCcw } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Button, IconButton } from '#ui/button.tsx'
import { bindKeys } from '#ui/commands/bindings.ts'
import { hearKeys } from '#ui/commands/hear-keys.ts'
import { sharing, withoutKeys } from '#ui/commands/key-clashes.ts'
import { isMacKeyboard, mayWrite, parseKeys, shownKeys } from '#ui/commands/keys.ts'
import { isBrowsers } from '#ui/commands/pressed-keys.ts'
import type { Command } from '#ui/commands/registry.ts'
import { isComposing, sequenceTime } from '#ui/commands/use-commands.ts'
import { KeyCap } from '#ui/key-cap.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { lateMessages } from './late-messages.ts'

interface ShortcutRowProps {
  readonly command: Command
  readonly commands: readonly Command[]
  readonly isChanged: boolean
}

/**
 * `hearing`: the next keys are recorded, and a letter waits a moment for a second one. If another command already has the keys, the person decides
 * which one gets them.
 */
type Asked = { readonly kind: 'hearing'; readonly first?: string } | { readonly kind: 'pressed'; readonly keys: string }

/** One command with its keys. To change them, the person presses new ones; if another command has those, the row asks. */
export function ShortcutRow({ command, commands, isChanged }: ShortcutRowProps) {
  const t = useMessages(lateMessages)
  const [asked, setAsked] = useState<Asked>()
  const row = useRef<HTMLLIElement>(null)
  const isHearing = asked?.kind === 'hearing'
  const keys = command.keys ?? []
  function answer(changes: Parameters<typeof bindKeys>[0] = {}): void {
    // The buttons of the question had the focus and are gone.
    row.current?.querySelector<HTMLElement>('[aria-pressed]')?.focus()
    setAsked(undefined)
    bindKeys(changes)
  }
  const first = asked?.kind === 'hearing' ? asked.first : undefined
  useEffect(() => {
    if (!isHearing) return undefined
    function take(pressed: string): void {
      if (isBrowsers(pressed) || sharing(commands, command, pressed).length > 0)
        setAsked({ kind: 'pressed', keys: pressed })
      else {
        setAsked(undefined)
        bindKeys({ [command.id]: [pressed] })
      }
    }
    const timer = first === undefined ? undefined : setTimeout(() => take(first), sequenceTime)
    function hear(event: KeyboardEvent): void {
      if (isComposing(event)) return
      const heard = hearKeys(event, isMacKeyboard(), first)
      if (heard.kind !== 'keys' || !heard.passes) {
        // Captures the key first: Enter would press the button, Tab leave it, Ctrl+K open the palette.
        event.preventDefault()
        event.stopImmediatePropagation()
      }
      if (heard.kind === 'leave') setAsked(undefined)
      else if (heard.kind === 'first') setAsked({ kind: 'hearing', first: heard.keys })
      else if (heard.kind === 'keys') take(heard.keys)
    }
    document.addEventListener('keydown', hear, { capture: true })
    return () => {
      clearTimeout(timer)
      document.removeEventListener('keydown', hear, { capture: true })
    }
  }, [isHearing, first, command, commands])
  return (
    <li ref={row}>
      <div className="lw-shortcut">
        <span className="lw-grow">{command.title}</span>
        {isHearing ? (
          <span role="status" className="lw-muted">
            {first === undefined ? t('pressKeys') : t('pressNext', { keys: shownKeys(first) })}
          </span>
        ) : (
          keys.map((own) => <KeyCap key={own} keys={own} />)
        )}
        {command.isNative === true ? null : (
          <IconButton
            label={t('changeKeys', { command: command.title })}
            aria-pressed={isHearing}
            onPress={() => setAsked(isHearing ? undefined : { kind: 'hearing' })}
          >
            <Pencil size={14} aria-hidden />
          </IconButton>
        )}
        {isChanged ? (
          <IconButton
            label={t('resetKeys', { command: command.title })}
            onPress={() => answer({ [command.id]: undefined })}
          >
            <RotateCcw size={14} aria-hidden />
          </IconButton>
        ) : null}
      </div>
      {isHearing && keys.length > 0 ? (
        <div className="lw-shortcut-note">
          <Button onPress={() => answer({ [command.id]: [] })}>{t('noKeys')}</Button>
        </div>
      ) : null}
      {asked?.kind === 'pressed' ? (
        <KeysTaken
          keys={asked.keys}
          others={sharing(commands, command, asked.keys)}
          onTake={(others) =>
            answer({
              ...Object.fromEntries(others.map((other) => [other.id, withoutKeys(other, asked.keys)])),
              [command.id]: [asked.keys],
            })
          }
          onLeave={() => answer()}
        />
      ) : null}
      {command.inFields === true && keys.some((own) => mayWrite(parseKeys(own))) ? (
        <p className="lw-shortcut-note lw-muted">{t('keysInFields', { keys: keys.map(shownKeys).join(', ') })}</p>
      ) : null}
    </li>
  )
}

interface KeysTakenProps {
  readonly keys: string
  readonly others: readonly Command[]
  readonly onTake: (others: readonly Command[]) => void
  readonly onLeave: () => void
}

/** Says which commands have the keys, and offers to take them unless they are the browser's. */
function KeysTaken({ keys, others, onTake, onLeave }: KeysTakenProps) {
  const t = useMessages(lateMessages)
  const shown = shownKeys(keys)
  // Copy, cut and paste come as events of the browser; their keys cannot be taken.
  const isFixed = isBrowsers(keys) || others.some((other) => other.isNative === true)
  return (
    <div className="lw-shortcut-note" role="alert">
      <p>
        {isBrowsers(keys)
          ? t('keysOfBrowser', { keys: shown })
          : t('keysTaken', { keys: shown, commands: others.map((other) => other.title).join(', ') })}
      </p>
      {isFixed ? null : <Button onPress={() => onTake(others)}>{t('takeKeys')}</Button>}
      <Button onPress={onLeave}>{t('leaveKeys')}</Button>
    </div>
  )
}
