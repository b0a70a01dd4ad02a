import { z } from 'zod'
import { createRunFold } from './run-fold.ts'
import type { FromRunWorker, ToRunWorker } from './run-worker-messages.ts'

// The security policy forbids code from text, which zod's compiled parsers are.
z.config({ jitless: true })

/** Reads and folds the events of one run away from the page, which hears of what has changed only. */
const fold = createRunFold((message: FromRunWorker) => postMessage(message))

addEventListener('message', (event: MessageEvent<ToRunWorker>) => fold(event.data))
