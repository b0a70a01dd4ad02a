import type { RefObject } from 'react'
import { useNavigate } from 'react-router'
import { pathTo } from '#client/paths.ts'
import type { Project } from '#domain/project.ts'
import { MenuItem } from '#ui/menu.tsx'
import { MenuPopover } from '#ui/menu-popover.tsx'

export interface ProjectMenuProps {
  readonly projects: readonly Project[]
  readonly current: string | undefined
  readonly label: string
  readonly triggerRef: RefObject<HTMLButtonElement | null>
  readonly onClose: () => void
}

/** The open list of a person's projects. */
export function ProjectMenu({ projects, current, label, triggerRef, onClose }: ProjectMenuProps) {
  const navigate = useNavigate()
  return (
    <MenuPopover
      triggerRef={triggerRef}
      label={label}
      placement="bottom start"
      onClose={onClose}
      onAction={(id) => void navigate(pathTo('home', { project: id }))}
    >
      {projects.map((candidate) => (
        <MenuItem
          key={candidate.name}
          id={candidate.name}
          textValue={candidate.displayName}
          description={candidate.description}
          checked={candidate.name === current}
        />
      ))}
    </MenuPopover>
  )
}
