import { statfs } from 'node:fs/promises'

/** Less is no room: what is written at once (a page of a database, its journal) does not fit for long. */
const least = 2 ** 20
/** Every open page has its answer looked at; the disk is asked once in so many milliseconds for all of them. */
const lasts = 1000

/** Whether the disk of a folder has room; it has where nobody can say. */
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
