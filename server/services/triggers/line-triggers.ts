import { documentId } from '#domain/documents.ts'
import type { Trigger } from '#domain/triggers/trigger.ts'
import type { Ports } from '../../ports.ts'
import type { TriggerStore } from '../../ports/triggers.ts'

/** The triggers of existing lines. Those of a deleted line are hidden, and return if the deletion is undone. */
export function triggersOfLines({ triggers, documents }: Pick<Ports, 'triggers' | 'documents'>): TriggerStore {
  async function withLine(all: readonly Trigger[]): Promise<readonly Trigger[]> {
    const there = await Promise.all(
      all.map(async ({ project, line }) => (await documents.read(project, documentId('line', line))) !== undefined),
    )
    return all.filter((_, index) => there[index])
  }
  return {
    ...triggers,
    list: async (project) => withLine(await triggers.list(project)),
    all: async () => withLine(await triggers.all()),
    async find(project, id) {
      const found = await triggers.find(project, id)
      return found === undefined ? undefined : (await withLine([found]))[0]
    },
  }
}
