import type { Member, Project } from '#domain/project.ts'

/** Projects and their members. */
export interface ProjectStore {
  list(): Promise<readonly Project[]>
  read(project: string): Promise<Project | undefined>
  /** False if there is a project of that name already. */
  create(project: Project): Promise<boolean>
  /** Changes a project at once, so that two who change different parts of it both do; answers what it is now, undefined if there is none. */
  change(project: string, edit: (before: Project) => Project): Promise<Project | undefined>
  /** Members in the order in which they were added. */
  members(project: string): Promise<readonly Member[]>
  /** Adds a member, or replaces the one with the same person id. */
  saveMember(project: string, member: Member): Promise<void>
  removeMember(project: string, person: string): Promise<void>
}
