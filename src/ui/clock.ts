import { useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()
let now = Date.now()
let slowNow = now
let ticks = 0
let timer: ReturnType<typeof setInterval> | undefined

/** The current time in milliseconds, updated every second by one timer for the whole page. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, readNow, readNow)
}

/** The same, updated every five seconds if `isSlow`: for what is costly to render. */
export function useNowOr(isSlow: boolean): number {
  return useSyncExternalStore(subscribe, isSlow ? readSlowNow : readNow)
}

/** Whether something is true at the current time; rerenders only if that changes. */
export function useHoldsNow(test: (now: number) => boolean): boolean {
  const read = (): boolean => test(now)
  return useSyncExternalStore(subscribe, read, read)
}

function readNow(): number {
  return now
}

function readSlowNow(): number {
  return slowNow
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
  if (ticks % 5 === 0) slowNow = now
  ticks += 1
  for (const listener of listeners) listener()
}
