import { useQuery } from '@tanstack/react-query'
import { LogOut } from 'lucide-react'
import type { RefObject } from 'react'
import { usePerson, usePlatform } from '#client/platform.ts'
import { projectOptions } from '#client/queries/projects.ts'
import { Avatar } from '#ui/marks.tsx'
import { MenuItem, MenuSection } from '#ui/overlays/menu.tsx'
import { MenuPopover } from '#ui/overlays/menu-popover.tsx'
import { useRoleWord } from '#parts/off-reason.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { changePreferences, type Theme, themes } from '#ui/preferences.ts'
import { usePreferences } from '#ui/use-preferences.ts'
import { languages } from '#ui/i18n/intl.ts'
import { sessionMessages } from './messages.ts'
import { useSession } from './session.ts'

const languageNames = { en: 'English', ja: '日本語' } as const

export interface PersonMenuItemsProps {
  readonly project: string | undefined
  readonly name: string
  readonly triggerRef: RefObject<HTMLButtonElement | null>
  readonly onClose: () => void
}

/** The open person menu: switch person, appearance, sign out. */
export function PersonMenuItems({ project, name, triggerRef, onClose }: PersonMenuItemsProps) {
  const t = useMessages(sessionMessages)
  const roleWord = useRoleWord()
  const session = useSession()
  const { client } = usePlatform()
  const person = usePerson()
  const preferences = usePreferences()
  const members = useQuery({
    ...projectOptions(client, project ?? ''),
    enabled: session.canSwitch && project !== undefined,
  })
  const themeWords: Readonly<Record<Theme, string>> = { system: t('system'), light: t('light'), dark: t('dark') }

  function handleAction(id: string): void {
    // People's ids may contain colons.
    const [kind, ...parts] = id.split(':')
    const value = parts.join(':')
    const theme = themes.find((known) => known === value)
    const language = languages.find((known) => known === value)
    if (kind === 'person' && value !== person) void session.switchTo(value)
    if (kind === 'theme' && theme !== undefined) changePreferences({ theme })
    if (kind === 'language' && language !== undefined) changePreferences({ language })
    if (kind === 'sign-out') void session.signOut()
  }

  // The menu focuses its first entry when it opens, so people must be loaded by then.
  if (members.isLoading) return null
  return (
    <MenuPopover
      triggerRef={triggerRef}
      label={t('personMenu', { name })}
      placement="bottom end"
      onClose={onClose}
      onAction={handleAction}
    >
      {session.canSwitch && members.data !== undefined ? (
        <MenuSection title={t('switchPerson')}>
          {members.data.members.map((member) => (
            <MenuItem
              key={member.person.id}
              id={`person:${member.person.id}`}
              textValue={member.person.name}
              icon={<Avatar name={member.person.name} size={24} />}
              description={
                member.person.id === person ? t('you', { role: roleWord(member.role) }) : roleWord(member.role)
              }
              checked={member.person.id === person}
            />
          ))}
        </MenuSection>
      ) : null}
      <MenuSection title={t('appearance')}>
        {themes.map((theme) => (
          <MenuItem
            key={theme}
            id={`theme:${theme}`}
            textValue={themeWords[theme]}
            checked={preferences.theme === theme}
          />
        ))}
        {languages.map((language) => (
          <MenuItem
            key={language}
            id={`language:${language}`}
            textValue={languageNames[language]}
            checked={preferences.language === language}
          />
        ))}
      </MenuSection>
      <MenuSection title={name}>
        <MenuItem id="sign-out" textValue={t('signOut')} icon={<LogOut size={16} aria-hidden />} />
      </MenuSection>
    </MenuPopover>
  )
}
