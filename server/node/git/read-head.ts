import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { objectId } from './object-id.ts'

/**
 * Reads the commit of HEAD in a bare repository from its files. Starting Git instead would take longer than the rest of a preview on a server with
 * much memory. Undefined where only Git can tell: packed or otherwise stored refs, or no commit yet.
 */
export async function readHead(folder: string): Promise<string | undefined> {
  const head = await textOf(join(folder, 'HEAD'))
  const [, branch] = /^ref: (refs\/heads\/\S+)\s*$/.exec(head) ?? []
  if (branch === undefined || branch.includes('..')) return undefined
  const commit = (await textOf(join(folder, branch))).trim()
  return objectId.test(commit) ? commit : undefined
}

function textOf(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '')
}
