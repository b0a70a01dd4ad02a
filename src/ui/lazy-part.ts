import { type ComponentType, lazy, type LazyExoticComponent } from 'react'

/** Whether the server hands out the workbench now; asks past every cache. */
export async function isServerThere(): Promise<boolean> {
  const answer = await fetch('/', { method: 'HEAD', cache: 'no-store' }).catch(() => undefined)
  return answer?.ok === true
}

/**
 * A part of a page whose file is loaded when it is first shown. While the server is away the file is waited for, and the page around stands; one
 * that a server which is there has not is of an older version, which is for the whole page to say.
 */
export function lazyPart<P>(load: () => Promise<ComponentType<P>>): LazyExoticComponent<ComponentType<P>> {
  return lazy(async () => ({ default: await loadOnceThere(load) }))
}

/** What `load` brings, tried once more when the server is there (again). */
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
