import { mkdirSync, realpathSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join, normalize, sep } from 'node:path'
import type { TaskLaunch } from '#domain/tekton/task-launch.ts'
import type { Layout } from '../layout.ts'
import type { TaskFolders } from '../executors/executor.ts'

/** Makes the folders of one try and those of its workspaces; throws with a sentence when a workspace would lead elsewhere. */
export function makeTaskFolders(layout: Layout, launch: TaskLaunch): TaskFolders {
  const root = join(layout.work, launch.namespace, launch.name, String(launch.retry))
  const folder = (name: string): string => join(root, name)
  const folders = {
    results: folder('results'),
    scripts: folder('scripts'),
    steps: folder('steps'),
    home: folder('home'),
  }
  const others = { workspace: folder('workspace'), temporary: folder('tmp') }
  for (const path of [...Object.values(folders), ...Object.values(others)])
    mkdirSync(path, { recursive: true, mode: 0o700 })
  const workspaces = new Map(
    launch.workspaces.map(({ name, directory }) => [name, workspaceFolder(layout.workspaces, directory)]),
  )
  return { root, ...folders, ...others, workspaces }
}

/** Removes what only this try needed. */
export async function removeTaskFolders(folders: TaskFolders): Promise<void> {
  await rm(folders.root, { recursive: true, force: true, maxRetries: 3 })
}

/** A step may have put a link where another one's workspace is expected: it must not lead a sandbox out of the workspaces. */
function workspaceFolder(workspaces: string, directory: string): string {
  const path = join(workspaces, normalize(directory))
  if (!path.startsWith(workspaces + sep))
    throw new Error(`The workspace folder "${directory}" is not below the workspaces`)
  mkdirSync(path, { recursive: true, mode: 0o700 })
  const real = realpathSync(path)
  if (!real.startsWith(realpathSync(workspaces) + sep))
    throw new Error(`The workspace folder "${directory}" leads out of the workspaces`)
  return real
}
