import { Plus } from 'lucide-react'
import type { RefObject } from 'react'
import { useNavigate } from 'react-router'
import { pathTo } from '#client/paths.ts'
import type { Project } from '#domain/project.ts'
import { MenuItem } from '#ui/overlays/menu.tsx'
import { MenuPopover } from '#ui/overlays/menu-popover.tsx'

export interface ProjectMenuProps {
  readonly projects: readonly Project[]
  readonly current: string | undefined
  readonly label: string
  /** Label of the entry for a new project; undefined for people who may not create one. */
  readonly newProject: string | undefined
  readonly triggerRef: RefObject<HTMLButtonElement | null>
  readonly onClose: () => void
}

// Not a valid project name, so it cannot collide with one.
const fresh = '+'

/** The open list of a person's projects. */
export function ProjectMenu({ projects, current, label, newProject, triggerRef, onClose }: ProjectMenuProps) {
  const navigate = useNavigate()
  return (
    <MenuPopover
      triggerRef={triggerRef}
      label={label}
      placement="bottom start"
      onClose={onClose}
      onAction={(id) => void navigate(id === fresh ? pathTo('newProject', {}) : pathTo('home', { project: id }))}
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
      {newProject === undefined ? null : (
        <MenuItem id={fresh} icon={<Plus size={16} aria-hidden />} textValue={newProject} />
      )}
    </MenuPopover>
  )
}
