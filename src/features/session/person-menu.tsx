import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { usePerson, usePlatform } from '#client/platform.ts'
import { meOptions } from '#client/queries/session.ts'
import { Avatar } from '#ui/marks.tsx'
import { MenuButton } from '#ui/overlays/menu-button.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { useCommands } from '#ui/commands/use-commands.ts'
import { lazyPart } from '#ui/lazy-part.ts'
import { sessionMessages } from './messages.ts'

const load = () => import('./person-menu-items.tsx')
const PersonMenuItems = lazyPart(async () => (await load()).PersonMenuItems)

/** Who is signed in, and people of the project to switch to, if the identity provider allows it. */
export function PersonMenu({ project }: { readonly project: string | undefined }) {
  const t = useMessages(sessionMessages)
  const { client } = usePlatform()
  const person = usePerson()
  const me = useQuery(meOptions(client))
  const name = me.data?.person.name ?? person
  const [isOpen, setOpen] = useState(false)
  const commands = useMemo(
    () => [{ id: 'switch-person', title: t('switchPerson'), group: t('person'), run: () => setOpen(true) }],
    [t],
  )
  useCommands(commands)
  return (
    <MenuButton
      className="lw-person-trigger"
      isOpen={isOpen}
      onOpenChange={setOpen}
      load={() => void load()}
      menu={(triggerRef) => (
        <PersonMenuItems project={project} name={name} triggerRef={triggerRef} onClose={() => setOpen(false)} />
      )}
    >
      <Avatar name={name} />
      <span className="lw-hidden">{t('personMenu', { name })}</span>
    </MenuButton>
  )
}
