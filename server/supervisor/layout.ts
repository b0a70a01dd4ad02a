import { createHash } from 'node:crypto'
import { existsSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

/** Absolute paths of the supervisor's files below the data directory. */
export interface Layout {
  readonly data: string
  readonly supervisor: string
  readonly taskRuns: string
  readonly work: string
  /** Folder for files of Secrets and ConfigMaps while a TaskRun needs them; in memory if the system supports it. */
  readonly memory: string
  readonly logs: string
  readonly workspaces: string
  readonly lock: string
  readonly output: string
  /** The folder of the socket and the pipes, mode 0700. */
  readonly sockets: string
  readonly socket: string
}

/** The kernel allows 104 to 108 bytes for a socket's path, including the final NUL. */
const longestSocketPath = 100

/** Names every folder. If the data directory is too deep for a socket path, the socket gets a temporary folder named after its digest. */
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
