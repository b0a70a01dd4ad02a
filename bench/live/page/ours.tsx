import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { z } from 'zod'
import { App, createRouter } from '#app/app.tsx'
import { createClient } from '#client/client.ts'
import { createConnection } from '#client/connection.ts'
import { readConfig } from '#contract/session.ts'
import { DemoRoot } from '#features/session/demo-root.tsx'
import '#ui/tokens.css'
import '#ui/base.css'

/*
 * The workbench as it is, signed in without an issuer. Notes when a card's state is on the screen: a message that is sent in the frame of a
 * change arrives behind its paint.
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

/** State and time of what was painted, by card. */
const painted: { readonly card: string; readonly state: string; readonly at: number }[] = []
let waiting: { readonly card: string; readonly state: string }[] = []

const channel = new MessageChannel()
channel.port1.addEventListener('message', () => {
  const at = performance.timeOrigin + performance.now()
  for (const one of waiting) painted.push({ ...one, at })
  waiting = []
})
channel.port1.start()

function note(): void {
  channel.port2.postMessage(0)
}

new MutationObserver((changes) => {
  for (const { target } of changes) {
    if (!(target instanceof HTMLElement)) continue
    const { card, state } = target.dataset
    if (card === undefined || state === undefined) continue
    if (waiting.length === 0) requestAnimationFrame(note)
    waiting.push({ card, state })
  }
}).observe(document.body, { subtree: true, attributes: true, attributeFilter: ['data-state'] })

Object.assign(window, { painted })
