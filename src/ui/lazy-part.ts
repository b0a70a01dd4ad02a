import { type ComponentType, lazy, type LazyExoticComponent } from 'react'

/** Whether the server is up; bypasses all caches. */
export async function isServerThere(): Promise<boolean> {
  const answer = await fetch('/', { method: 'HEAD', cache: 'no-store' }).catch(() => undefined)
  return answer?.ok === true
}

/**
 * A part of a page whose code is loaded on first use. While the server is away, the part waits and the page stays. If a
 * running server lacks the file, the page is out of date, which is reported for the page as a whole.
 */
export function lazyPart<P>(load: () => Promise<ComponentType<P>>): LazyExoticComponent<ComponentType<P>> {
  return lazy(async () => ({ default: await loadOnceThere(load) }))
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
