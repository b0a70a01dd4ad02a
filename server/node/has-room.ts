import { statfs } from 'node:fs/promises'

/** In bytes: with less, the next write (a page of a database, its journal) may not fit. */
const least = 2 ** 20
/** In milliseconds; all open pages share one look at the disk within that time. */
const lasts = 1000

/** Checks whether the disk of a folder has room; yes where nobody can tell. */
export function createRoomCheck(
  folder: string,
  ask: (folder: string) => Promise<{ readonly bavail: number; readonly bsize: number }> = statfs,
): () => Promise<boolean> {
  let answer = Promise.resolve(true)
  let askedAt = Number.NEGATIVE_INFINITY
  return () => {
    const now = performance.now()
    if (now - askedAt >= lasts) {
      askedAt = now
      answer = ask(folder).then(
        ({ bavail, bsize }) => bavail * bsize >= least,
        () => true,
      )
    }
    return answer
  }
}
