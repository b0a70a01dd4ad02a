import { type ReactNode, StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { boot } from './boot.tsx'
import type { DemoStart } from './demo-start.tsx'
import type { openWorkbench } from './opening.ts'

/** Renders the workbench into the page. */
export function begin(opening: ReturnType<typeof openWorkbench>): Promise<void> {
  return boot(intoPage(), opening)
}

/** Starts the demo's own server, which runs in the page, first. */
export async function beginDemo(start: DemoStart): Promise<void> {
  const { openDemo } = await import('./demo-start.tsx')
  return boot(await openDemo(intoPage(), start))
}

function intoPage(): (page: ReactNode) => void {
  const root = document.getElementById('root')
  if (root === null) throw new Error('The page has no element with the id "root"')
  const view = createRoot(root)
  return (page) => view.render(<StrictMode>{page}</StrictMode>)
}
