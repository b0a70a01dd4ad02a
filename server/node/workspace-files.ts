import { constants } from 'node:fs'
import { open, readdir, realpath, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { Readable } from 'node:stream'
import type { ArtifactFile, ArtifactStore } from '#server/ports/artifacts.ts'

/** The shared workspaces of runs below `<dataDir>/workspaces/<project>/<run>`. */
export function createWorkspaceFiles(root: string): ArtifactStore {
  return {
    async list(project, run, { limit, skipped, wanted }) {
      const folder = folderOf(root, project, run)
      const found: ArtifactFile[] = []
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
      // A step may have put links there, also in the place of a folder on the way.
      if (!file.startsWith(folder + sep) || (await realpath(file).catch(() => undefined)) !== file) return undefined
      const handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW).catch(() => undefined)
      const known = await handle?.stat()
      if (handle === undefined || known === undefined || !known.isFile()) {
        await handle?.close()
        return undefined
      }
      // It closes itself when it was read, or when nobody reads it any more.
      return { size: known.size, bytes: Readable.toWeb(handle.createReadStream()) }
    },
  }
}

/** Names of projects and runs are ids; anything else names no folder. */
function folderOf(root: string, project: string, run: string): string {
  const isName = (name: string): boolean => /^[a-z0-9][a-z0-9-]*$/.test(name)
  return isName(project) && isName(run) ? join(root, project, run) : join(root, '.none')
}
