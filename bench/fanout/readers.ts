import { createHash } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import { createChunkReader } from './chunk-reader.ts'

/*
 * The other end of the fan-out: many readers in a separate process, which count bytes the same way for both kinds. Of an HTTP answer they only remove
 * the chunk frames, since the server is measured. Arguments: kind, port, path, readers, bytes, and how many extra readers are slow. Prints the
 * milliseconds from the first connection until everybody has everything, and any errors.
 */

const [kind = '', port = '', path = '', readers = '', bytes = '', slow = ''] = process.argv.slice(2)
const wanted = Number(bytes)
const sums: string[] = []
let done = 0
const start = performance.now()

/** Reads to the end; reopens a connection that ends early at its byte. */
function read(from: number, hash: ReturnType<typeof createHash> | undefined, breaksAt: number): void {
  let at = from
  const socket = open(from)
  const take = kind === 'log' ? createChunkReader() : (chunk: Buffer) => [chunk]
  socket.on('data', (received: Buffer) => {
    for (const chunk of take(received)) {
      at += chunk.length
      hash?.update(chunk)
    }
    if (at >= wanted) return finish(socket, hash)
    if (at >= breaksAt) {
      socket.removeAllListeners().destroy()
      read(at, hash, Number.POSITIVE_INFINITY)
    }
  })
  socket.on('end', () => (at < wanted ? read(at, hash, breaksAt) : undefined))
}

function finish(socket: Socket, hash: ReturnType<typeof createHash> | undefined): void {
  socket.removeAllListeners().destroy()
  if (hash !== undefined) sums.push(hash.digest('hex'))
  done += 1
  if (done < Number(readers)) return
  process.stdout.write(JSON.stringify({ milliseconds: performance.now() - start, sums }))
  process.exit(0)
}

function open(from: number): Socket {
  const socket = connect(Number(port), '127.0.0.1')
  const head = `GET ${path}?follow=1&from=${String(from)} HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer lea\r\n`
  if (kind === 'log') socket.write(`${head}connection: close\r\n\r\n`)
  return socket
}

/** Reads a little from time to time. */
function readSlowly(): void {
  const socket = open(0)
  socket.on('error', () => undefined)
  socket.on('data', () => {
    socket.pause()
    setTimeout(() => socket.resume(), 200)
  })
}

for (let reader = 0; reader < Number(slow); reader += 1) readSlowly()
// Two readers hash what they get: one that reads through, and one whose connection breaks midway if it can resume at its byte.
for (let reader = 0; reader < Number(readers); reader += 1)
  read(
    0,
    reader < 2 ? createHash('sha256') : undefined,
    reader === 1 && kind === 'log' ? wanted / 2 : Number.POSITIVE_INFINITY,
  )
