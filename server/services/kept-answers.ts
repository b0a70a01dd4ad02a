/** Caches answers by the content of the question; concurrent callers share one computation. */
export interface KeptAnswers<T> {
  of(key: string, make: () => Promise<T>): Promise<T>
}

/**
 * Keeps the newest answers for which `isLasting` holds: a kernel that failed for its own reasons may succeed next time.
 * Exceptions are not kept.
 */
export function keepAnswers<T>(isLasting: (answer: T) => boolean, most = 100): KeptAnswers<T> {
  const known = new Map<string, Promise<T>>()
  return {
    of(key, make) {
      const before = known.get(key)
      if (before !== undefined) {
        known.delete(key)
        known.set(key, before)
        return before
      }
      const answer = make()
      known.set(key, answer)
      function forget(): void {
        if (known.get(key) === answer) known.delete(key)
      }
      answer.then((value) => {
        if (!isLasting(value)) forget()
      }, forget)
      const [oldest] = known.keys()
      if (known.size > most && oldest !== undefined) known.delete(oldest)
      return answer
    },
  }
}
