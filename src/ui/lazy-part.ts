import { type ComponentType, lazy, type LazyExoticComponent } from 'react'
import { recallForTab, rememberForTab } from './storage.ts'

/** Whether the server is up; bypasses all caches. */
export async function isServerThere(): Promise<boolean> {
  const answer = await fetch('/', { method: 'HEAD', cache: 'no-store' }).catch(() => undefined)
  return answer?.ok === true
}

/**
 * A part of a page whose code is loaded on first use. While the server is away, the part waits and the page stays. If a
 * running server lacks the file, the page is out of date, which is reported for the page as a whole.
 */
export function lazyPart<P>(
  load: () => Promise<ComponentType<P>>,
  whenGone?: () => void,
): LazyExoticComponent<ComponentType<P>> {
  return lazy(async () => {
    try {
      return { default: await loadOnceThere(load) }
    } catch (error) {
      whenGone?.()
      throw error
    }
  })
}

/** Whether this tab has already loaded this page anew for want of a file: doing so again would not help. */
export function hasLoadedAnew(): boolean {
  return recallForTab('reloaded') === location.pathname
}

/** Loads the page anew, since a newer version of the workbench has other files. */
export function loadAnew(): void {
  rememberForTab('reloaded', location.pathname)
  location.reload()
}

/** Loads something, and retries once the server is back. */
export async function loadOnceThere<T>(
  load: () => Promise<T>,
  isThere: () => Promise<boolean> = isServerThere,
  pause: () => Promise<void> = aSecond,
): Promise<T> {
  try {
    return await load()
  } catch {
    while (!(await isThere())) await pause()
    return load()
  }
}

function aSecond(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 1000))
}
