import { HttpResponse, http } from 'msw'
import { setupWorker } from 'msw/browser'
import { problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import { type Api, createApi } from '#server/api.ts'
import { systemClock } from '#server/ports/system-clock.ts'
import { bookshelf, builtinModule } from './bundled-files.ts'
import { createDemoPorts } from './demo-ports.ts'
import { createBrowserKernel } from './kernel/browser-kernel.ts'
import { rememberAnswers } from './kernel/remembering-kernel.ts'
import { becomeTheTab } from './one-tab.ts'
import { seedDemo } from './seed.ts'
import { openKeptWorld } from './world/journal.ts'
import { openWorld } from './world/world.ts'

/** Progress of the demo's start: what it waits for, or how many of its first runs it has played. */
export type DemoProgress =
  | { readonly kind: 'other-tab' }
  | { readonly kind: 'opening' }
  | { readonly kind: 'playing'; readonly done: number; readonly all: number }

/** The running demo. */
export interface Demo {
  /** Deletes all changes and starts over. */
  reset(): Promise<void>
}

const kernelFiles = {
  wasm: new URL('../.build/kernel/kernel.wasm', import.meta.url).href,
  goScript: new URL('../.build/kernel/wasm_exec.js', import.meta.url).href,
}
/** Key on the shelf for how far the stored world's beginning was played. */
const begunKey = 'beginning'
/** Storage key for the speed of the simulation, relative to a real machine; for tests and people in a hurry. */
const speedKey = 'linewright-demo-speed'

/** Creates the demo's world and lets it answer this page's API requests; rejects if the browser cannot do that. */
export async function startDemo(onProgress: (progress: DemoProgress) => void): Promise<Demo> {
  if (!('serviceWorker' in navigator))
    throw new Error(
      'The demo needs a service worker: open it over https or at localhost, in a window that is not private',
    )
  await becomeTheTab(() => onProgress({ kind: 'other-tab' }))
  onProgress({ kind: 'opening' })
  const kept = await openKeptWorld()
  const kernel = rememberAnswers(createBrowserKernel(kernelFiles), kept.shelf, kernelFiles.wasm)
  const shared = { kernel, modules: [builtinModule()], origin: location.origin, report }
  // A beginning that was interrupted, because the page was left or the kernel gave up, is incomplete.
  if ((await kept.shelf.get(begunKey)) !== 'whole') await kept.clear()
  const world = await openWorld(kept.journal, systemClock).catch(async () => {
    // Left by a version of the demo with another format.
    await kept.clear()
    return openWorld(kept.journal, systemClock)
  })
  if (world.isNew) {
    const played = (done: number, all: number): void => onProgress({ kind: 'playing', done, all })
    await kept.shelf.put(begunKey, 'in part')
    await seedDemo({ ...shared, world, sample: bookshelf(), now: systemClock.now(), onProgress: played })
    await kept.journal.flush()
    await kept.shelf.put(begunKey, 'whole')
  }
  const api = createApi(createDemoPorts({ ...shared, world, clock: systemClock, speed: chosenSpeed() }))
  await answerWith(api)
  return {
    async reset() {
      await kept.erase()
      sessionStorage.clear()
      location.assign('/')
    },
  }
}

/** Makes the service worker pass every API request to this page. */
async function answerWith(api: Api): Promise<void> {
  const worker = setupWorker(
    http.all('/apis/*', ({ request }) => api.fetch(request)),
    http.all('/git/*', () =>
      HttpResponse.json(problem('unsupported', say`The demo serves no Git repositories`), { status: 501 }),
    ),
  )
  await worker.start({ quiet: true, onUnhandledFrame: 'bypass', serviceWorker: { url: '/mockServiceWorker.js' } })
}

function chosenSpeed(): number {
  const speed = Number(localStorage.getItem(speedKey) ?? '1')
  return speed >= 1 ? speed : 1
}

/** Reports an unexpected error in the demo's API, since there is no server log. */
function report(line: string): void {
  dispatchEvent(new ErrorEvent('error', { message: line }))
}
