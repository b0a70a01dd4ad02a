import { statfs } from 'node:fs/promises'

/** Less is no room: what is written at once (a page of a database, its journal) does not fit for long. */
const least = 2 ** 20

/** Whether the disk of a folder has room; it has where nobody can say. */
export async function hasRoom(folder: string): Promise<boolean> {
  const found = await statfs(folder).catch(() => undefined)
  return found === undefined || found.bavail * found.bsize >= least
}
