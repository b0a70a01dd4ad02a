import type { LogKey } from '#domain/tekton/launch/log-key.ts'
import { logPath } from '#domain/tekton/launch/log-key.ts'
import type { Clock } from '#server/ports/clock.ts'
import type { DocumentStore } from '#server/ports/documents.ts'
import type { DraftStore } from '#server/ports/drafts.ts'
import type { ProjectStore } from '#server/ports/projects.ts'
import type { ProposalStore } from '#server/ports/proposals.ts'
import type { GitRepositories } from '#server/ports/repositories.ts'
import type { RunStore } from '#server/ports/runs.ts'
import type { SecretStore } from '#server/ports/secrets.ts'
import type { SnapshotStore } from '#server/ports/snapshots.ts'
import { createMemoryDocuments } from '#server/stores/memory/memory-documents.ts'
import { createMemoryDrafts } from '#server/stores/memory/memory-drafts.ts'
import { createMemoryLogs, type MemoryLogs } from '#server/stores/memory/memory-logs.ts'
import { createMemoryProjects } from '#server/stores/memory/memory-projects.ts'
import { createMemoryProposals } from '#server/stores/memory/memory-proposals.ts'
import { createMemoryRuns } from '#server/stores/memory/memory-runs.ts'
import { createMemorySecrets } from '#server/stores/memory/memory-secrets.ts'
import { createMemorySnapshots } from '#server/stores/memory/memory-snapshots.ts'
import { createMemoryRepositories } from '#server/stores/memory/memory-repositories.ts'
import { createSimulatedTarget, type SimulatedTarget } from '../simulated-target.ts'
import { stepsNotEnded } from './broken-off.ts'
import type { Entry } from './entries.ts'
import type { Journal } from './journal.ts'

/** The demo's data: memory stores that record every write in a journal. */
export interface World {
  readonly projects: ProjectStore
  readonly documents: DocumentStore
  readonly drafts: DraftStore
  readonly proposals: ProposalStore
  readonly runs: RunStore
  readonly snapshots: SnapshotStore
  readonly secrets: SecretStore
  readonly logs: MemoryLogs
  readonly repositories: GitRepositories
  readonly target: SimulatedTarget
  /** Whether nothing was ever written, so that the world must be seeded. */
  readonly isNew: boolean
}

/** Restores the world from its journal; drops the output of tasks that a closing page interrupted. */
export async function openWorld(journal: Journal, clock: Clock): Promise<World> {
  const entries = await journal.read()
  const stores = createStores(clock)
  const logs = new Map<string, { readonly key: LogKey; readonly parts: Uint8Array[] }>()
  for (const entry of entries) {
    if (entry.kind === 'log-dropped') logs.delete(logPath(entry.key))
    else if (entry.kind === 'log-written') {
      const log = logs.get(logPath(entry.key)) ?? { key: entry.key, parts: [] }
      logs.set(logPath(entry.key), log)
      log.parts.push(entry.bytes)
    } else await play(stores, entry)
  }
  const brokenOff = stepsNotEnded(
    entries,
    [...logs.values()].map(({ key }) => key),
  )
  for (const key of brokenOff) {
    logs.delete(logPath(key))
    journal.write({ kind: 'log-dropped', key })
  }
  for (const { key, parts } of logs.values()) for (const part of parts) stores.logs.append(key, part)
  return { ...noting(stores, journal, clock), isNew: entries.length === 0 }
}

type Stores = Omit<World, 'isNew'>

function createStores(clock: Clock): Stores {
  return {
    projects: createMemoryProjects(),
    documents: createMemoryDocuments(),
    drafts: createMemoryDrafts(),
    proposals: createMemoryProposals(),
    runs: createMemoryRuns(),
    snapshots: createMemorySnapshots(),
    secrets: createMemorySecrets(),
    logs: createMemoryLogs(clock),
    repositories: createMemoryRepositories(),
    target: createSimulatedTarget(clock),
  }
}

async function play(stores: Stores, entry: Exclude<Entry, { kind: 'log-written' | 'log-dropped' }>): Promise<unknown> {
  switch (entry.kind) {
    case 'project-saved':
      return (
        (await stores.projects.create(entry.project)) || stores.projects.change(entry.project.name, () => entry.project)
      )
    case 'member-saved':
      return stores.projects.saveMember(entry.project, entry.member)
    case 'member-removed':
      return stores.projects.removeMember(entry.project, entry.person)
    case 'published':
      return stores.documents.publish(entry.project, entry.change)
    case 'draft-saved':
      return stores.drafts.save(entry.project, entry.person, entry.draft)
    case 'draft-removed':
      return stores.drafts.remove(entry.project, entry.person, entry.id)
    case 'proposal-saved':
      return stores.proposals.save(entry.project, entry.proposal)
    case 'run-created':
      return stores.runs.create({ ...entry, events: () => entry.events })
    case 'run-appended':
      return stores.runs.append(entry)
    case 'text-kept':
      return stores.snapshots.put(entry.text)
    case 'secret-set':
      return stores.secrets.write({ ...entry, value: '' })
    case 'secret-removed':
      return stores.secrets.remove(entry)
    case 'repository-created':
      return stores.repositories.create(entry.hosted, entry.first)
    case 'committed':
      return stores.repositories.commitFiles(entry.hosted, entry.request)
    case 'commit-withdrawn':
      return stores.repositories.withdrawCommit(entry.hosted, entry.made)
    case 'branch-deleted':
      return stores.repositories.deleteBranch(entry.hosted, entry.made)
    case 'rolled-out':
      return stores.target.place(entry.request, entry.at)
    case 'target-removed':
      return stores.target.remove(entry.target)
  }
}

/** Wraps the stores so that they record every successful write. */
function noting(stores: Stores, journal: Journal, clock: Clock): Stores {
  const { projects, documents, drafts, proposals, runs, snapshots, secrets, logs, repositories, target } = stores
  const note = (entry: Entry): void => journal.write(entry)
  const now = (): string => new Date(clock.now()).toISOString()
  const place: SimulatedTarget['place'] = (request, at) => {
    const withoutSecrets = { ...request, secrets: [] }
    note({ kind: 'rolled-out', request: withoutSecrets, at })
    return target.place(withoutSecrets, at)
  }
  return {
    projects: {
      ...projects,
      async create(project) {
        const isNew = await projects.create(project)
        if (isNew) note({ kind: 'project-saved', project })
        return isNew
      },
      async change(name, edit) {
        const project = await projects.change(name, edit)
        if (project !== undefined) note({ kind: 'project-saved', project })
        return project
      },
      async saveMember(project, member) {
        await projects.saveMember(project, member)
        note({ kind: 'member-saved', project, member })
      },
      async removeMember(project, person) {
        await projects.removeMember(project, person)
        note({ kind: 'member-removed', project, person })
      },
    },
    documents: {
      ...documents,
      async publish(project, change) {
        const written = await documents.publish(project, change)
        if (written.ok) note({ kind: 'published', project, change })
        return written
      },
    },
    drafts: {
      ...drafts,
      async save(project, person, draft) {
        await drafts.save(project, person, draft)
        note({ kind: 'draft-saved', project, person, draft })
      },
      async remove(project, person, id) {
        await drafts.remove(project, person, id)
        note({ kind: 'draft-removed', project, person, id })
      },
    },
    proposals: {
      ...proposals,
      async save(project, proposal) {
        await proposals.save(project, proposal)
        note({ kind: 'proposal-saved', project, proposal })
      },
    },
    runs: {
      ...runs,
      async create(request) {
        const { id, project, line, idempotencyKey } = request
        const record = await runs.create(request)
        if (record.id !== id) return record
        const events = (await runs.read(id)).map(({ event }) => event)
        note({ kind: 'run-created', id, project, line, idempotencyKey, events })
        return record
      },
      async append(request) {
        const { run, expected, events, ended } = request
        const stored = await runs.append(request)
        if (stored.ok) note({ kind: 'run-appended', run, expected, events, ended })
        return stored
      },
    },
    snapshots: {
      ...snapshots,
      async put(text) {
        const digest = await snapshots.put(text)
        note({ kind: 'text-kept', text })
        return digest
      },
    },
    secrets: {
      ...secrets,
      async write({ value: _value, ...secret }) {
        note({ kind: 'secret-set', ...secret })
        return secrets.write({ ...secret, value: '' })
      },
      async remove(secret) {
        note({ kind: 'secret-removed', ...secret })
        return secrets.remove(secret)
      },
    },
    logs: {
      ...logs,
      append(key, bytes) {
        logs.append(key, bytes)
        note({ kind: 'log-written', key, bytes })
      },
    },
    repositories: {
      ...repositories,
      async create(hosted, first) {
        const made = await repositories.create(hosted, first)
        if (made.ok) note({ kind: 'repository-created', hosted, first })
        return made
      },
      async commitFiles(hosted, request) {
        const dated = { ...request, at: request.at ?? now() }
        const made = await repositories.commitFiles(hosted, dated)
        if (made.ok) note({ kind: 'committed', hosted, request: dated })
        return made
      },
      async withdrawCommit(hosted, made) {
        const done = await repositories.withdrawCommit(hosted, made)
        if (done.ok) note({ kind: 'commit-withdrawn', hosted, made })
        return done
      },
      async deleteBranch(hosted, made) {
        await repositories.deleteBranch(hosted, made)
        note({ kind: 'branch-deleted', hosted, made })
      },
    },
    target: {
      ...target,
      rollOut: (request) => place(request, now()),
      place,
      async remove(removed) {
        await target.remove(removed)
        note({ kind: 'target-removed', target: removed })
      },
    },
  }
}
