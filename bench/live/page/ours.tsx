import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { z } from 'zod'
import { App, createRouter } from '#app/app.tsx'
import { createClient } from '#client/client.ts'
import { createConnection } from '#client/connection.ts'
import { readConfig } from '#contract/config.ts'
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

interface Seen {
  readonly card: string
  readonly state: string
}

/** State and time of what was painted, by card. */
const painted: (Seen & { readonly at: number })[] = []
const channel = new MessageChannel()
channel.port1.addEventListener('message', ({ data }: MessageEvent<readonly Seen[] | 'frame'>) => {
  if (data === 'frame') isInFrame = false
  else painted.push(...data.map((one) => ({ ...one, at: performance.timeOrigin + performance.now() })))
})
channel.port1.start()

/*
 * Whether a frame is being made: what changes in it is painted with it, and what changes between two frames with the next. Whoever asks within a frame for
 * the next one would count a frame that nobody waited for.
 */
let isInFrame = false
const askForFrame = requestAnimationFrame.bind(window)
window.requestAnimationFrame = (work) =>
  askForFrame((time) => {
    if (!isInFrame) channel.port2.postMessage('frame')
    isInFrame = true
    work(time)
  })

new MutationObserver((changes) => {
  const seen = changes.flatMap(({ target }): readonly Seen[] => {
    if (!(target instanceof HTMLElement)) return []
    const { card, state } = target.dataset
    return card === undefined || state === undefined ? [] : [{ card, state }]
  })
  if (seen.length === 0) return
  const note = (): void => channel.port2.postMessage(seen)
  if (isInFrame) note()
  else requestAnimationFrame(note)
}).observe(document.body, { subtree: true, attributes: true, attributeFilter: ['data-state'] })

Object.assign(window, { painted })
