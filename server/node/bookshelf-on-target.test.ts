import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createTarget, type Target } from '#server/supervisor/target/target.ts'
import { createImageStore } from './image-store.ts'
import { streamOf, tarOf } from '#server/testing/tar-of.ts'

const sample = join(import.meta.dirname, '..', '..', 'samples', 'bookshelf', 'bookshelf-api')
const ref = { project: 'bookshelf', application: 'bookshelf-api', deployment: 'staging', environment: 'staging' }

let dataDir: string
let target: Target
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'bookshelf-'))
  target = await createTarget({ dataDir })
})
afterEach(async () => {
  await target.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

function manifest(digest: string): string {
  return `
apiVersion: apps/v1
kind: Deployment
metadata: {name: bookshelf-api}
spec:
  replicas: 2
  selector: {matchLabels: {app: bookshelf-api}}
  template:
    metadata: {labels: {app: bookshelf-api}, annotations: {linewright.dev/port-env: PORT}}
    spec:
      containers:
        - name: api
          image: bookshelf-api@${digest}
          ports: [{name: http, containerPort: 8080}]
          readinessProbe: {httpGet: {path: /healthz, port: http}, periodSeconds: 1}
          resources: {limits: {memory: 256Mi}}
---
apiVersion: v1
kind: Service
metadata: {name: bookshelf-api}
spec: {selector: {app: bookshelf-api}, ports: [{port: 80, targetPort: http}]}
`
}

it('packs the sample, stores it, runs it and reads a book', async () => {
  const names = readdirSync(sample, { recursive: true, encoding: 'utf8' }).filter((name) => /\.js(on)?$/.test(name))
  const files = names.map((path) => ({ path, text: readFileSync(join(sample, path), 'utf8') }))
  const about = {
    path: 'linewright-image.json',
    text: JSON.stringify({ command: ['node', 'src/server.js'], workingDir: '.' }),
  }
  const stored = await createImageStore({ dataDir }).put(streamOf(gzipSync(await tarOf([...files, about]))))
  if (!stored.ok) throw new Error(stored.error.message)
  const origin = { run: 'r', attempt: 1, stage: 'deploy', version: '1.0.0', stageDigest: 'd', by: 'dan' }
  const documents = [manifest(stored.value.digest)]
  const started = await target.rollOut({ target: ref, documents, secrets: [], origin, idempotencyKey: 'k' })
  if (!started.ok) throw new Error(started.error.message)
  const status = await target.rollout(started.value.id, 20_000)
  expect(status).toMatchObject({ state: 'ready', replicas: { ready: 2 } })
  const answer: unknown = await (await fetch(`${status?.urls[0]?.url}/books?q=basho`)).json()
  expect(answer).toMatchObject({ total: 1, books: [{ id: 'oku' }] })
  const pids = (await target.running('bookshelf'))[0]?.replicas.map(({ pid }) => pid) ?? []
  expect(pids.every((pid) => existsSync(`/proc/${pid}`))).toBe(existsSync('/proc/self'))
  await target.stop()
  expect(pids.some((pid) => existsSync(`/proc/${pid}`))).toBe(false)
})
