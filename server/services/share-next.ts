/**
 * Lets concurrent callers share one question. A caller who comes while an answer is on its way shares the next
 * question, since that answer may be older than what the caller knows.
 */
export function shareNext<T>(ask: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const onItsWay = new Map<string, Promise<unknown>>()
  const next = new Map<string, Promise<T>>()
  return (key) => {
    const shared = next.get(key)
    if (shared !== undefined) return shared
    const before = onItsWay.get(key) ?? Promise.resolve()
    const answer = before.then(() => {
      next.delete(key)
      return ask(key)
    })
    next.set(key, answer)
    const settled = answer.catch(() => undefined)
    onItsWay.set(key, settled)
    void settled.then(() => {
      if (onItsWay.get(key) === settled) onItsWay.delete(key)
    })
    return answer
  }
}
