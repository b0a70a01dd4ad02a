import { constants } from 'node:fs'
import { mkdir, open, readdir, readFile, realpath, stat, writeFile } from 'node:fs/promises'
import { dirname, join, sep } from 'node:path'
import { Readable } from 'node:stream'
import type { WorkspaceFile, WorkspaceStore } from '#server/ports/workspaces.ts'
import { removeFolder } from '#server/supervisor/remove-folder.ts'
import { sizeOfFolder } from './size-of-folder.ts'

/** Follows no link and does not block: a step may have left a pipe that nobody will ever write to. */
const asItIsNow = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK

/** Reads the shared workspaces of runs below `<dataDir>/workspaces/<project>/<run>`. */
export function createWorkspaceFiles(root: string): WorkspaceStore {
  return {
    async list(project, run, { limit, skipped, wanted }) {
      const folder = folderOf(root, project, run)
      const found: WorkspaceFile[] = []
      const open = ['']
      for (let at = open.pop(); at !== undefined && found.length < limit; at = open.pop()) {
        const entries = await readdir(join(folder, at), { withFileTypes: true }).catch(() => [])
        for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
          const path = at === '' ? entry.name : `${at}/${entry.name}`
          if (skipped(path)) continue
          if (entry.isDirectory()) open.push(path)
          else if (entry.isFile() && wanted(path) && found.length < limit) {
            const known = await stat(join(folder, path)).catch(() => undefined)
            if (known !== undefined) found.push({ path, size: known.size })
          }
        }
      }
      return found.toSorted((a, b) => (a.path < b.path ? -1 : 1))
    },
    async open(project, run, path) {
      const folder = await realpath(folderOf(root, project, run)).catch(() => undefined)
      if (folder === undefined) return undefined
      const file = join(folder, path)
      // A step may have put links there, even in place of a parent folder.
      if (!file.startsWith(folder + sep) || (await realpath(file).catch(() => undefined)) !== file) return undefined
      const handle = await open(file, asItIsNow).catch(() => undefined)
      const known = await handle?.stat()
      if (handle === undefined || known === undefined || !known.isFile()) {
        await handle?.close()
        return undefined
      }
      // The stream closes the file once it is read or abandoned.
      return { size: known.size, bytes: Readable.toWeb(handle.createReadStream()) }
    },
    async runs(project) {
      const entries = await readdir(dirname(folderOf(root, project, 'x')), { withFileTypes: true }).catch(() => [])
      return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
    },
    size: (project, run) => sizeOfFolder(folderOf(root, project, run)),
    async remove(project, run, at) {
      const mark = markOf(root, project, run)
      await mkdir(dirname(mark), { recursive: true })
      await writeFile(mark, at)
      await removeFolder(folderOf(root, project, run))
    },
    async removedAt(project, run) {
      const isThere = await stat(folderOf(root, project, run)).catch(() => undefined)
      return isThere === undefined ? readFile(markOf(root, project, run), 'utf8').catch(() => undefined) : undefined
    },
  }
}

/** The file that records when a workspace was removed. */
function markOf(root: string, project: string, run: string): string {
  const folder = folderOf(root, project, run)
  return join(root, '.removed', folder.slice(root.length))
}

/** Returns the folder of a run; anything but ids names no folder. */
function folderOf(root: string, project: string, run: string): string {
  const isName = (name: string): boolean => /^[a-z0-9][a-z0-9-]*$/.test(name)
  return isName(project) && isName(run) ? join(root, project, run) : join(root, '.none')
}
