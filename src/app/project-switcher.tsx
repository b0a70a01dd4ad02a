import { useQuery } from '@tanstack/react-query'
import { ChevronsUpDown } from 'lucide-react'
import { useState } from 'react'
import { usePlatform } from '#client/platform.ts'
import { meOptions } from '#client/queries/session.ts'
import { MenuButton } from '#ui/overlays/menu-button.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { lazyPart } from '#ui/lazy-part.ts'
import { appMessages } from './messages.ts'

const load = () => import('./project-menu.tsx')
const ProjectMenu = lazyPart(async () => (await load()).ProjectMenu)

export function ProjectSwitcher({ project }: { readonly project: string | undefined }) {
  const t = useMessages(appMessages)
  const { client } = usePlatform()
  const me = useQuery(meOptions(client))
  const [isOpen, setOpen] = useState(false)
  const projects = me.data?.memberships.map((membership) => membership.project) ?? []
  const isAdmin = me.data?.memberships.some(({ role }) => role === 'admin') === true
  const name = projects.find((candidate) => candidate.name === project)?.displayName ?? project
  if (name === undefined) return null
  return (
    <MenuButton
      className="lw-project"
      isOpen={isOpen}
      onOpenChange={setOpen}
      load={() => void load()}
      menu={(triggerRef) => (
        <ProjectMenu
          projects={projects}
          current={project}
          label={t('projects')}
          newProject={isAdmin ? t('newProject') : undefined}
          triggerRef={triggerRef}
          onClose={() => setOpen(false)}
        />
      )}
    >
      <span className="lw-hidden">{t('projects')}</span>
      <span className="lw-ellipsis">{name}</span>
      <ChevronsUpDown size={14} aria-hidden />
    </MenuButton>
  )
}
