import { createHash } from 'node:crypto'
import { existsSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

/** Where everything of the supervisor lies below the data directory; all paths are absolute. */
export interface Layout {
  readonly data: string
  readonly supervisor: string
  readonly taskRuns: string
  readonly work: string
  /** Where files of Secrets and ConfigMaps are while a TaskRun needs them: in memory, where the system has a place for that. */
  readonly memory: string
  readonly logs: string
  readonly workspaces: string
  readonly lock: string
  readonly output: string
  /** The folder of the socket and of the pipes, 0700. */
  readonly sockets: string
  readonly socket: string
}

/** The kernel keeps 104 to 108 bytes for the path of a socket; one is the final NUL. */
const longestSocketPath = 100

/** Names every folder; a data directory that is too deep for a socket gets one in the temporary folder, found by its digest. */
export function layoutOf(dataDirectory: string): Layout {
  const data = resolve(dataDirectory)
  const supervisor = join(data, 'supervisor')
  const digest = createHash('sha256').update(data).digest('hex').slice(0, 16)
  const near = join(supervisor, 'supervisor.sock')
  const sockets =
    Buffer.byteLength(near) <= longestSocketPath
      ? supervisor
      : join(tmpdir(), `linewright-${process.getuid?.() ?? 0}-${digest}`)
  return {
    data,
    supervisor,
    taskRuns: join(supervisor, 'taskruns'),
    work: join(supervisor, 'work'),
    memory: existsSync('/dev/shm')
      ? `/dev/shm/linewright-${process.getuid?.() ?? 0}-${digest}`
      : join(supervisor, 'memory'),
    logs: join(data, 'logs'),
    workspaces: join(data, 'workspaces'),
    lock: join(supervisor, 'lock.sqlite'),
    output: join(supervisor, 'supervisor.log'),
    sockets,
    socket: join(sockets, 'supervisor.sock'),
  }
}

/** Makes the folders, readable by their owner only. */
export function makeFolders(layout: Layout): void {
  for (const folder of [
    layout.supervisor,
    layout.taskRuns,
    layout.work,
    layout.logs,
    layout.workspaces,
    layout.sockets,
  ]) {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  }
}
