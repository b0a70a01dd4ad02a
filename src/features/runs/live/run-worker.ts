import { z } from 'zod'
import type { EventSourceMessage } from 'eventsource-parser'
import { createRunFold, type RunFold } from './run-fold.ts'
import type { FromRunWorker, ToRunWorker } from './run-worker-messages.ts'

// The security policy forbids compiling text to code, which zod does by default.
z.config({ jitless: true })

/** Folds the events of one run away from the page, which only gets the changes. */
let fold: RunFold | undefined

addEventListener('message', ({ data: message }: MessageEvent<ToRunWorker>) => {
  if (message.kind === 'taken') return fold?.taken()
  if (message.kind === 'seen') return fold?.see(message.stages)
  const { take } = (fold = createRunFold(message.run, {
    post: (change: FromRunWorker) => postMessage(change),
    later: (work, milliseconds) => void setTimeout(work, milliseconds),
  }))
  message.events.addEventListener('message', (event: MessageEvent<readonly EventSourceMessage[]>) =>
    take(event.data.map(({ data }) => data)),
  )
  message.events.start()
})
