import { createHash } from 'node:crypto'
import { get } from 'node:http'
import { connect, type Socket } from 'node:net'
import type { Readable } from 'node:stream'

/*
 * The other end of the fan-out: many readers in a process of their own, who count what they get. Arguments: kind, port, path, readers,
 * bytes, and how many more readers are slow. Prints milliseconds from the first connection until everybody has everything, and what was wrong.
 */

const [kind = '', port = '', path = '', readers = '', bytes = '', slow = ''] = process.argv.slice(2)
const wanted = Number(bytes)
const sums: string[] = []
let done = 0
const start = performance.now()

/** Reads to the end; a connection that ends early is opened again at its byte. */
function read(from: number, hash: ReturnType<typeof createHash> | undefined, breaksAt: number): void {
  let at = from
  open(from, (stream) => {
    stream.on('data', (chunk: Buffer) => {
      at += chunk.length
      hash?.update(chunk)
      if (at >= wanted) return finish(stream, hash)
      if (at >= breaksAt) {
        stream.removeAllListeners('data').removeAllListeners('end').destroy()
        read(at, hash, Number.POSITIVE_INFINITY)
      }
    })
    stream.on('end', () => (at < wanted ? read(at, hash, breaksAt) : undefined))
  })
}

function finish(stream: Readable, hash: ReturnType<typeof createHash> | undefined): void {
  stream.removeAllListeners('data').destroy()
  if (hash !== undefined) sums.push(hash.digest('hex'))
  done += 1
  if (done < Number(readers)) return
  process.stdout.write(JSON.stringify({ milliseconds: performance.now() - start, sums }))
  process.exit(0)
}

function open(from: number, opened: (stream: Readable) => void): void {
  if (kind === 'tcp') return opened(connect(Number(port), '127.0.0.1'))
  const query = `${path}?follow=1&from=${String(from)}`
  get({ host: '127.0.0.1', port, path: query, agent: false, headers: { authorization: 'Bearer lea' } }, opened)
}

/** Takes a little, now and then. */
function readSlowly(): void {
  open(0, (stream: Readable | Socket) => {
    stream.on('data', () => {
      stream.pause()
      setTimeout(() => stream.resume(), 200)
    })
  })
}

for (let reader = 0; reader < Number(slow); reader += 1) readSlowly()
// Two say what they got: one that reads through, and one whose connection breaks in the middle.
for (let reader = 0; reader < Number(readers); reader += 1)
  read(
    0,
    reader < 2 && kind !== 'tcp' ? createHash('sha256') : undefined,
    reader === 1 && kind !== 'tcp' ? wanted / 2 : Number.POSITIVE_INFINITY,
  )
