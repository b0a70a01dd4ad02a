import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RemoteRepository } from '#server/ports/repositories.ts'
import { openRemote, type Remote, type RemoteOptions } from '../modules/module-remote.ts'

/** Calls a remote repository once, with a temporary folder for Git that is removed afterwards. */
export async function withRemote<T>(
  { url, token }: RemoteRepository,
  options: Pick<RemoteOptions, 'credentialFix' | 'timeoutMs'>,
  ask: (remote: Remote, folder: string) => Promise<T>,
): Promise<T> {
  const directory = await mkdtemp(join(tmpdir(), 'linewright-remote-'))
  try {
    return await ask(openRemote(url, token === undefined ? {} : { token }, { ...options, directory }), directory)
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}
