import { openWorkbench } from '#app/opening.ts'
import { reloadWhenRestored } from '#client/page-left.ts'
import { followPreferences } from '#ui/preferences.ts'
import '#ui/tokens.css'
import '#ui/fonts.css'
import '#ui/base.css'
import '#app/frame.css'

followPreferences()
reloadWhenRestored()
void start()

/**
 * Asks the issuer who is signed in before the workbench is evaluated. The question takes many short tasks and the workbench a few long ones, so
 * asking first lets the answer arrive while the workbench starts (decision 77).
 */
async function start(): Promise<void> {
  if (import.meta.env.MODE === 'demo') {
    const [{ beginDemo }, { startDemo }] = await Promise.all([
      import('#app/workbench.tsx'),
      import('#mocks/start-demo.ts'),
    ])
    return beginDemo(startDemo)
  }
  const opening = openWorkbench()
  await opening.catch(() => undefined)
  const { begin } = await import('#app/workbench.tsx')
  // Ends the task here: evaluating the modules and the first render would be one long task otherwise.
  await new Promise((done) => setTimeout(done))
  return begin(opening)
}
