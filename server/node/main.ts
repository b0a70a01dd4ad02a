import { enableCompileCache } from 'node:module'
import { printProblem } from './start/console.ts'

// Runs before the other imports, so that the next start finds sources and libraries compiled.
enableCompileCache()
const { startServer } = await import('./start/start-server.ts')
const { openBrowser } = await import('./start/open-browser.ts')
const { readOptions } = await import('./start/options.ts')
const { announce } = await import('./start/console.ts')
const { whenAskedToEnd } = await import('./start/shutdown.ts')

const options = readOptions(process.argv.slice(2), process.env, process.cwd())
if (!options.ok) {
  printProblem(options.error)
  process.exit(1)
}
const server = await startServer(options.value)
if (!server.ok) {
  printProblem(server.error)
  process.exit(1)
}
whenAskedToEnd(server.value.close)
announce(server.value, options.value.dataDir)
if (options.value.open) openBrowser(server.value.link, process.env)
