import { openWorkbench } from '#app/opening.ts'
import { beginAnewWhenShownAgain } from '#client/page-left.ts'
import { followPreferences } from '#ui/preferences.ts'
import '#ui/tokens.css'
import '#ui/fonts.css'
import '#ui/base.css'
import '#app/frame.css'

followPreferences()
beginAnewWhenShownAgain()
void start()

/**
 * Asks who is there before the workbench begins. Asking takes many short turns of the thread, the workbench a few long ones: it has come
 * meanwhile, begins when the question is out, and is there when it is answered.
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
  // What the script is made of and what it does first are two tasks.
  await new Promise((done) => setTimeout(done))
  return begin(opening)
}
