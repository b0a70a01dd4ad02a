import { fileURLToPath } from 'node:url'
import { createDispatch } from './http/dispatch.ts'
import { listen } from './http/listen.ts'
import { createStaticFiles } from './http/static-files.ts'
import { print, printProblem } from './start/console.ts'
import { openBrowser } from './start/open-browser.ts'
import { readOptions } from './start/options.ts'
import { whenAskedToEnd } from './start/shutdown.ts'

// Serves the demo's files with the headers that a real web server should send too.
const folder = fileURLToPath(new URL('../../dist-demo', import.meta.url))
const options = readOptions(process.argv.slice(2), {}, process.cwd())
if (!options.ok) {
  printProblem(options.error)
  process.exit(1)
}
const origin = `http://localhost:${options.value.port}`
const nothing = (): Response => new Response('The demo has no server.\n', { status: 404 })
const dispatch = createDispatch({
  origin,
  api: nothing,
  git: (_, response) => void response.writeHead(404).end(),
  app: await createStaticFiles(folder),
  log: print,
})
const listening = await listen(dispatch, options.value.host, options.value.port)
if (!listening.ok) {
  printProblem(listening.error)
  process.exit(1)
}
print(`The demo is at ${origin} (files: dist-demo/; everything stays in your browser)`)
if (options.value.open) openBrowser(origin, process.env)
whenAskedToEnd(() => listening.value.close(0))
