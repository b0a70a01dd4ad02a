import { useQuery } from '@tanstack/react-query'
import { ChevronsUpDown } from 'lucide-react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { useNavigate } from 'react-router'
import { pathTo } from '#client/paths.ts'
import { usePlatform } from '#client/platform.ts'
import { meOptions } from '#client/queries/session.ts'
import { Menu, MenuItem } from '#ui/menu.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { appMessages } from './messages.ts'

export function ProjectSwitcher({ project }: { readonly project: string | undefined }) {
  const t = useMessages(appMessages)
  const navigate = useNavigate()
  const { client } = usePlatform()
  const me = useQuery(meOptions(client))
  const projects = me.data?.memberships.map((membership) => membership.project) ?? []
  const name = projects.find((candidate) => candidate.name === project)?.displayName ?? project
  if (name === undefined) return null
  return (
    <Menu
      label={t('projects')}
      onAction={(id) => void navigate(pathTo('home', { project: id }))}
      trigger={
        <AriaButton className="lw-project">
          <span className="lw-hidden">{t('projects')}</span>
          {name}
          <ChevronsUpDown size={14} aria-hidden />
        </AriaButton>
      }
    >
      {projects.map((candidate) => (
        <MenuItem
          key={candidate.name}
          id={candidate.name}
          textValue={candidate.displayName}
          description={candidate.description}
          checked={candidate.name === project}
        />
      ))}
    </Menu>
  )
}
