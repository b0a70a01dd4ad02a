import { readFileSync } from 'node:fs'
import { createApp } from './app.js'
import { createLog } from './log.js'

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
const log = createLog(process.env.LOG_LEVEL)
const port = Number(process.env.PORT ?? 8080)
const server = createApp({ version, log })

server.on('error', (error) => {
  log.error(error.code === 'EADDRINUSE' ? `Port ${port} is in use; set PORT to another one` : error.message)
  process.exitCode = 1
})
server.listen(port, process.env.HOST, () => log.info(`bookshelf-api ${version} listens on port ${port}`))

for (const signal of ['SIGTERM', 'SIGINT']) {
  process.on(signal, () => {
    log.info('Finishing what is under way')
    server.close(() => process.exit(0))
    server.closeIdleConnections()
  })
}
