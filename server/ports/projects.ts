import type { Member, Project } from '#domain/project.ts'

/** Projects and their members. */
export interface ProjectStore {
  list(): Promise<readonly Project[]>
  read(project: string): Promise<Project | undefined>
  /** Creates or replaces a project. */
  save(project: Project): Promise<void>
  /** Members in the order in which they were added. */
  members(project: string): Promise<readonly Member[]>
  /** Adds a member, or replaces the one with the same person id. */
  saveMember(project: string, member: Member): Promise<void>
  removeMember(project: string, person: string): Promise<void>
}
