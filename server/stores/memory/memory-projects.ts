import type { Member, Project } from '#domain/project.ts'
import type { ProjectStore } from '#server/ports/projects.ts'

/** Projects and members in memory. */
export function createMemoryProjects(): ProjectStore {
  const projects = new Map<string, Project>()
  const members = new Map<string, Map<string, Member>>()
  return {
    list: async () => [...projects.values()],
    read: async (project) => projects.get(project),
    async save(project) {
      projects.set(project.name, project)
    },
    members: async (project) => [...(members.get(project)?.values() ?? [])],
    async saveMember(project, member) {
      const known = members.get(project) ?? new Map<string, Member>()
      members.set(project, known.set(member.person.id, member))
    },
    async removeMember(project, person) {
      members.get(project)?.delete(person)
    },
  }
}
