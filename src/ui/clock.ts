import { useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()
let now = Date.now()
let timer: ReturnType<typeof setInterval> | undefined

/** The time in milliseconds, renewed every second: one timer serves everything on the page that ages. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, readNow, readNow)
}

/** Whether something holds now: renders again when that changes, not every second. */
export function useHoldsNow(test: (now: number) => boolean): boolean {
  const read = (): boolean => test(now)
  return useSyncExternalStore(subscribe, read, read)
}

function readNow(): number {
  return now
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(tick, 1000)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) {
      clearInterval(timer)
      timer = undefined
    }
  }
}

function tick(): void {
  now = Date.now()
  for (const listener of listeners) listener()
}
