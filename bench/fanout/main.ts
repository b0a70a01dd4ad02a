import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { appendFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer as createHttp } from 'node:http'
import { createServer as createTcp, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { getRequestListener } from '@hono/node-server'
import { z } from 'zod'
import { formatCriLine } from '#domain/logs/cri.ts'
import { logPath } from '#domain/tekton/launch/log-key.ts'
import { createApi } from '#server/api.ts'
import { createLogFiles } from '#server/node/log-files.ts'
import { call } from '#server/testing/calls.ts'
import { createMemoryPlatform } from '#server/testing/memory-platform.ts'

/*
 * One step's log for a hundred simultaneous readers while the step writes it: the real route over real files, against raw TCP that writes the same
 * bytes in pieces of the same size from memory. Readers run in a separate process. One of ours loses its connection midway and resumes at its byte;
 * finally everybody reads alongside five very slow readers.
 */

const budgets = { ratio: 0.8, slow: 1.05 }
const readers = 100
const turns = 9
const megabytes = Number(process.argv[2] ?? 16)
const piece = 256 * 1024
const folder = mkdtempSync(join(tmpdir(), 'linewright-fanout-'))
const answerSchema = z.object({ milliseconds: z.number(), sums: z.array(z.string()) })

const line = formatCriLine({
  time: '2026-11-24T10:00:00.000000001Z',
  stream: 'stdout',
  partial: false,
  text: 'x'.repeat(79),
})
const bytes = Buffer.from(line.repeat(Math.floor((megabytes * 1e6) / line.length)))

const memory = await createMemoryPlatform()
const api = createApi({
  ...memory.ports,
  installation: { ...memory.ports.installation, streams: { milliseconds: 600_000, logBytes: 64 * 2 ** 20 } },
  logs: createLogFiles(folder),
})
// A run whose build never ends, so its log stays open.
const started = await call(api, 'dan', 'POST', 'projects/shop/lines/release/runs', {
  inputs: {},
  idempotencyKey: 'key-00001',
})
if (started.status !== 201) throw new Error(await started.text())
while (!memory.engine.started.includes('release-1-1-build')) await new Promise((resolve) => setTimeout(resolve, 10))
await new Promise((resolve) => setTimeout(resolve, 100))

const listener = getRequestListener((request) => api.fetch(request), { overrideGlobalObjects: false })
const http = createHttp((request, response) => void listener(request, response))
http.listen(0, '127.0.0.1')
const tcp = createTcp((socket) => void writeAll(socket).catch(() => undefined))
tcp.listen(0, '127.0.0.1')
await Promise.all([once(http, 'listening'), once(tcp, 'listening')])

async function writeAll(socket: Socket): Promise<void> {
  socket.on('error', () => undefined)
  for (let at = 0; at < bytes.length; at += piece)
    if (!socket.write(bytes.subarray(at, at + piece))) await once(socket, 'drain')
}

function portOf(server: { address(): unknown }): string {
  return String(z.object({ port: z.number() }).parse(server.address()).port)
}

interface Measured {
  readonly milliseconds: number
  readonly processor: number
  readonly sums: readonly string[]
}

async function measure(kind: 'log' | 'tcp', step: string, slow = 0): Promise<Measured> {
  const key = { namespace: 'shop', taskRun: 'release-1-1-build-compile', retry: 0, step }
  const file = join(folder, logPath(key))
  const path = `/apis/v1/projects/shop/logs/${key.taskRun}/0/${step}`
  mkdirSync(dirname(file), { recursive: true })
  const script = fileURLToPath(new URL('readers.ts', import.meta.url))
  const port = portOf(kind === 'log' ? http : tcp)
  const child = spawn(
    process.execPath,
    [script, kind, port, path, String(readers), String(bytes.length), String(slow)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const before = process.cpuUsage()
  // The step writes while it is read, as fast as it can, like a supervisor.
  if (kind === 'log')
    for (let at = 0; at < bytes.length; at += piece) {
      appendFileSync(file, bytes.subarray(at, at + piece))
      await new Promise((resolve) => setImmediate(resolve))
    }
  let printed = ''
  for await (const chunk of child.stdout) printed += String(chunk)
  const { user, system } = process.cpuUsage(before)
  const answer: unknown = JSON.parse(printed)
  return { ...answerSchema.parse(answer), processor: (user + system) / 1000 }
}

const [ours, theirs, beside]: [Measured[], Measured[], Measured[]] = [[], [], []]
await measure('tcp', 'warm')
await measure('log', 'warm')
for (let turn = 0; turn < turns; turn += 1) {
  ours.push(await measure('log', `own-${String(turn)}`))
  theirs.push(await measure('tcp', ''))
  beside.push(await measure('log', `beside-${String(turn)}`, 5))
}
http.closeAllConnections()
http.close()
tcp.close()
await api.close()

function median(all: readonly Measured[], of: 'milliseconds' | 'processor'): number {
  return all.map((one) => one[of]).toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0
}
const expected = createHash('sha256').update(bytes).digest('hex')
const isExact = [...ours, ...beside].every(({ sums }) => sums.length === 2 && sums.every((sum) => sum === expected))
const sent = (bytes.length * readers) / 1e6
const rate = (all: readonly Measured[]): number => (sent / median(all, 'milliseconds')) * 1000
const show = (name: string, all: readonly Measured[]): string =>
  `${name.padEnd(28)}${rate(all).toFixed(0).padStart(6)} MB/s${(median(all, 'processor') / (sent / 1000)).toFixed(0).padStart(8)} ms of processor per GB\n`
const ratio = rate(ours) / rate(theirs)
const harm = median(beside, 'milliseconds') / median(ours, 'milliseconds')
process.stdout.write(
  `${(bytes.length / 1e6).toFixed(0)} MB of log for ${String(readers)} readers, median of ${String(turns)}\n\n`,
)
process.stdout.write(show('raw TCP', theirs))
process.stdout.write(show('log, while it is written', ours))
process.stdout.write(show('the same beside 5 slow ones', beside))
process.stdout.write(
  `\nours / raw TCP ${ratio.toFixed(2)} (budget ${String(budgets.ratio)}), with slow readers ${harm.toFixed(2)} times as long (budget ${String(budgets.slow)})\n`,
)
process.stdout.write(`every byte in its place, also after a broken connection: ${isExact ? 'yes' : 'NO'}\n`)
rmSync(folder, { recursive: true, force: true })
process.exit(ratio >= budgets.ratio && harm <= budgets.slow && isExact ? 0 : 1)
