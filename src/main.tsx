import { type ReactNode, StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { z } from 'zod'
import { boot } from '#app/boot.tsx'
import { beginAnewWhenShownAgain } from '#client/page-left.ts'
import { followPreferences } from '#ui/preferences.ts'
import '#ui/tokens.css'
import '#ui/fonts.css'
import '#ui/base.css'
import '#app/frame.css'

// The security policy forbids code from text, which zod's compiled parsers are.
z.config({ jitless: true })
followPreferences()
beginAnewWhenShownAgain()

const root = document.getElementById('root')
if (root === null) throw new Error('The page has no element with the id "root"')
const view = createRoot(root)
const render = (page: ReactNode): void => view.render(<StrictMode>{page}</StrictMode>)
// What the script is made of and what it does first are two tasks.
setTimeout(() => void begin())

async function begin(): Promise<void> {
  // Elsewhere the bundler leaves all of this out.
  if (import.meta.env.MODE !== 'demo') return boot(render)
  const [{ openDemo }, { startDemo }] = await Promise.all([
    import('#app/demo-start.tsx'),
    import('#mocks/start-demo.ts'),
  ])
  return boot(await openDemo(render, startDemo))
}
