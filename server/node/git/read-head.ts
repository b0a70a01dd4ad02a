import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { objectId } from './object-id.ts'

/**
 * The commit that HEAD of a bare repository stands for, without starting Git, which takes a server with much memory longer than all else that a
 * preview does. Undefined where Git has to be asked: refs that are packed or kept in another way, or no commit yet.
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
