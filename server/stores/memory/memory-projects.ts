import type { Member, Project } from '#domain/project.ts'
import type { ProjectStore } from '#server/ports/projects.ts'

/** Projects and members in memory. */
export function createMemoryProjects(): ProjectStore {
  const projects = new Map<string, Project>()
  const members = new Map<string, Map<string, Member>>()
  return {
    list: async () => [...projects.values()],
    read: async (project) => projects.get(project),
    async create(project) {
      if (projects.has(project.name)) return false
      projects.set(project.name, project)
      return true
    },
    async change(name, edit) {
      const before = projects.get(name)
      if (before === undefined) return undefined
      const after = edit(before)
      projects.set(name, after)
      return after
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
