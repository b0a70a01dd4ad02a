import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { z } from 'zod'
import { App } from '#app/app.tsx'
import { createRouter } from '#app/router.tsx'
import { createClient } from '#client/client.ts'
import { createConnection } from '#client/connection.ts'
import { readConfig } from '#contract/config.ts'
import { DemoRoot } from '#features/session/demo-root.tsx'
import '#ui/tokens.css'
import '#ui/base.css'

/*
 * The real workbench, signed in without an issuer. Records when a card's state is on the screen: a message sent in the frame of a change arrives
 * after its paint.
 */

z.config({ jitless: true })
const connection = createConnection()
const session = { token: () => Promise.resolve(undefined), signInAgain: () => Promise.resolve(false) }
const client = createClient({ origin: '', fetch: (input, init) => fetch(input, init), session, connection })
const config = await client.ask(readConfig, {})
const root = document.getElementById('root')
if (root !== null)
  createRoot(root).render(
    <StrictMode>
      <DemoRoot>
        <App config={config} router={createRouter()} />
      </DemoRoot>
    </StrictMode>,
  )

interface Seen {
  readonly card: string
  readonly state: string
}

/** State and time of each painted card. */
const painted: (Seen & { readonly at: number })[] = []
/** Changes that the current or next frame will paint. */
let changed: Seen[] = []
let isInFrame = false

/*
 * Sent when a frame begins: it paints the changes made in it, and the next frame those made in between. A message sent at the time of the change
 * would queue behind the page's own messages that are processed after the paint.
 */
const channel = new MessageChannel()
channel.port1.addEventListener('message', () => {
  const at = performance.timeOrigin + performance.now()
  isInFrame = false
  painted.push(...changed.map((one) => ({ ...one, at })))
  changed = []
})
channel.port1.start()

const askForFrame = requestAnimationFrame.bind(window)
window.requestAnimationFrame = (work) =>
  askForFrame((time) => {
    if (!isInFrame) channel.port2.postMessage(0)
    isInFrame = true
    work(time)
  })

new MutationObserver((changes) => {
  changed.push(
    ...changes.flatMap(({ target }): readonly Seen[] => {
      if (!(target instanceof HTMLElement)) return []
      const { card, state } = target.dataset
      return card === undefined || state === undefined ? [] : [{ card, state }]
    }),
  )
  if (changed.length > 0 && !isInFrame) requestAnimationFrame(() => undefined)
}).observe(document.body, { subtree: true, attributes: true, attributeFilter: ['data-state'] })

Object.assign(window, { painted })
