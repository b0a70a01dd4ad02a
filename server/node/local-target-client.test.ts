import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { listen } from '#server/supervisor/socket-server.ts'
import { targetRoutes } from '#server/supervisor/target/target-routes.ts'
import { createTarget, type Target } from '#server/supervisor/target/target.ts'
import type { LocalTarget } from '#server/ports/target.ts'
import { createLocalTargetClient } from './local-target-client.ts'

const digest = `sha256:${'a'.repeat(64)}`
const target = { project: 'shop', application: 'hello', deployment: 'staging', environment: 'staging' }
const manifest = `
apiVersion: apps/v1
kind: Deployment
metadata: {name: hello}
spec:
  selector: {matchLabels: {app: hello}}
  template:
    metadata: {labels: {app: hello}, annotations: {linewright.dev/port-env: PORT}}
    spec:
      containers:
        - {name: web, image: 'hello@${digest}', ports: [{containerPort: 80}]}
---
apiVersion: v1
kind: Service
metadata: {name: hello}
spec: {selector: {app: hello}, ports: [{port: 80}]}
`

let dataDir: string
let inside: Target
let server: Server
let client: LocalTarget

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'client-'))
  const folder = join(dataDir, 'images', 'sha256', 'a'.repeat(64))
  mkdirSync(folder, { recursive: true })
  const program = "require('http').createServer((q, r) => r.end('hello')).listen(process.env.PORT, '127.0.0.1')"
  writeFileSync(join(folder, 'linewright-image.json'), JSON.stringify({ command: ['node', '-e', program] }))
  inside = await createTarget({ dataDir })
  const socket = join(dataDir, 's.sock')
  server = await listen(socket, [targetRoutes(inside)])
  client = createLocalTargetClient({ socket })
})
afterEach(async () => {
  server.closeAllConnections()
  server.close()
  await inside.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

describe('the local target over the socket', () => {
  it('rolls out, tells what runs, gives the log and removes', async () => {
    expect(client.validate([manifest]).filter(({ severity }) => severity === 'error')).toEqual([])
    const origin = { run: 'r', attempt: 1, stage: 's', version: '1', stageDigest: 'd', by: 'dana' }
    const started = await client.rollOut({ target, documents: [manifest], secrets: [], origin, idempotencyKey: 'k' })
    if (!started.ok) throw new Error(started.error.message)
    const status = await client.rollout(started.value.id, 20_000)
    const url = await client.serviceUrl('shop', 'staging', 'hello')
    expect(status).toMatchObject({ state: 'ready', urls: [{ service: 'hello', url }] })
    expect(await (await fetch(url)).text()).toBe('hello')
    expect(await client.rollout('unknown', 0)).toBeUndefined()
    expect(await client.running('shop')).toMatchObject([{ target, replicas: [{ state: 'ready' }] }])
    expect(await client.secretsWanted()).toEqual([])
    const abort = new AbortController()
    let log = ''
    for await (const bytes of client.log(target, 0, true, abort.signal)) {
      log += Buffer.from(bytes).toString()
      if (log.includes('is ready')) abort.abort()
    }
    await client.remove(target)
    expect(await client.running('shop')).toEqual([])
    expect(await client.history('shop')).toMatchObject([{ history: [{ state: 'ready' }] }])
  })

  it('carries a refusal as a problem with its findings', async () => {
    const origin = { run: 'r', attempt: 1, stage: 's', version: '1', stageDigest: 'd', by: 'dana' }
    const documents = ['apiVersion: batch/v1\nkind: Job\nmetadata: {name: x}']
    expect(await client.rollOut({ target, documents, secrets: [], origin, idempotencyKey: 'k' })).toMatchObject({
      ok: false,
      error: { code: 'unsupported', findings: [{ args: { field: 'kind' } }] },
    })
  })
})
