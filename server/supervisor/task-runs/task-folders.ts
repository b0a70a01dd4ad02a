import { chmodSync, mkdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join, normalize, sep } from 'node:path'
import type { LaunchVolume, SecretValue, TaskLaunch, VolumeFile } from '#domain/tekton/launch/task-launch.ts'
import type { Layout } from '../layout.ts'
import type { TaskFolders } from '../executors/executor.ts'
import { insideCredentials } from '../executors/mounts.ts'
import { folderInside } from '../folder-inside.ts'
import { removeFolder } from '../remove-folder.ts'

/**
 * Makes the folders, workspaces and volumes of one try; throws a sentence if one would lead elsewhere. `claims` are host folders for claims, by
 * `<namespace>/<claim>`, as the command line binds them.
 */
export function makeTaskFolders(
  layout: Layout,
  launch: TaskLaunch,
  secrets: readonly SecretValue[],
  claims: ReadonlyMap<string, string> = new Map(),
): TaskFolders {
  const path = join(launch.namespace, launch.name, String(launch.retry))
  const root = join(layout.work, path)
  const folder = (name: string): string => join(root, name)
  const folders = {
    results: folder('results'),
    scripts: folder('scripts'),
    steps: folder('steps'),
    home: folder('home'),
    workspace: folder('workspace'),
    temporary: folder('tmp'),
    stepResults: folder('step-results'),
  }
  for (const each of Object.values(folders)) mkdirSync(each, { recursive: true, mode: 0o700 })
  for (const { name, results = [] } of launch.steps)
    if (results.length > 0) mkdirSync(join(folders.stepResults, name), { mode: 0o777 })
  const memory = join(layout.memory, path)
  const stored = (directory: string): string => storedFolder(layout.workspaces, directory, claims)
  const volumes = new Map(
    launch.volumes.map((volume) => [volume.name, makeVolume(volume, { root, memory, secrets, stored })]),
  )
  const workspaces = new Map(
    launch.workspaces.map(({ name, directory, volume }) => [
      name,
      (volume === undefined ? undefined : volumes.get(volume)) ?? stored(directory ?? ''),
    ]),
  )
  const credentials = makeCredentials(launch, { memory, home: folders.home, secrets })
  return { root, memory, ...folders, workspaces, volumes, credentials }
}

/** Writes the service account's files to memory and links them into the steps' home, so that no value is on disk. */
function makeCredentials(
  { credentials, isolation }: TaskLaunch,
  {
    memory,
    home,
    secrets,
  }: { readonly memory: string; readonly home: string; readonly secrets: readonly SecretValue[] },
): string | undefined {
  if (credentials.length === 0) return undefined
  const path = join(memory, '.credentials')
  writeFiles(path, credentials, secrets, 0o700)
  const seen = isolation === 'process' ? path : insideCredentials
  for (const name of new Set(credentials.map((file) => file.path.split('/')[0] ?? '')))
    symlinkSync(join(seen, name), join(home, name))
  return path
}

/** Removes the folders that only this try needed. */
export async function removeTaskFolders(folders: TaskFolders): Promise<void> {
  await Promise.all([removeFolder(folders.memory), removeFolder(folders.root)])
}

interface VolumePlaces {
  readonly root: string
  readonly memory: string
  readonly secrets: readonly SecretValue[]
  readonly stored: (directory: string) => string
}

function makeVolume(volume: LaunchVolume, { root, memory, secrets, stored }: VolumePlaces): string {
  if (volume.kind === 'folder') return stored(volume.directory)
  const path = join(volume.kind === 'empty' ? join(root, 'volumes') : memory, volume.name)
  mkdirSync(path, { recursive: true, mode: 0o700 })
  // The parent folders are the supervisor's alone; inside, a container's user, whoever it is, may read and write.
  chmodSync(path, volume.kind === 'empty' ? 0o777 : 0o755)
  if (volume.kind === 'empty') return path
  writeFiles(path, volume.files, secrets, 0o755)
  return path
}

function writeFiles(
  folder: string,
  files: readonly VolumeFile[],
  secrets: readonly SecretValue[],
  folderMode: number,
): void {
  mkdirSync(folder, { recursive: true, mode: folderMode })
  for (const { path: name, text, secret, mode = 0o644 } of files) {
    const file = join(folder, name)
    if (!file.startsWith(folder + sep)) throw new Error(`The file "${name}" is not below its volume`)
    const value =
      secret === undefined ? text : secrets.find((one) => one.name === secret.name && one.key === secret.key)?.value
    mkdirSync(dirname(file), { recursive: true, mode: folderMode })
    writeFileSync(file, value ?? '', { mode })
  }
}

/** Resolves a workspace folder. A step may have put a link there, which must not lead a sandbox out of the workspaces. */
function storedFolder(workspaces: string, directory: string, claims: ReadonlyMap<string, string>): string {
  const [namespace = '', claim = '', ...rest] = directory.split('/')
  const bound = claims.get(`${namespace}/${claim}`)
  const root = bound ?? workspaces
  const path = bound === undefined ? join(workspaces, normalize(directory)) : join(bound, normalize(rest.join('/')))
  if (bound !== undefined && rest.length === 0) return realpathSync(bound)
  if (!path.startsWith(root + sep)) throw new Error(`The workspace folder "${directory}" is not below the workspaces`)
  // A container's user may write to it, as to an emptyDir; the folder of all workspaces is the supervisor's alone.
  const inside = folderInside(root, path, 0o700)
  if (inside === undefined || inside.path === realpathSync(root))
    throw new Error(`The workspace folder "${directory}" leads out of the workspaces`)
  if (inside.isNew) chmodSync(inside.path, 0o777)
  return inside.path
}
