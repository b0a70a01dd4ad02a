/**
 * One question for all who ask it at the same time: whoever asks while an answer is on its way shares the next one with all others who do, since
 * the one on its way may be older than what they know.
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
