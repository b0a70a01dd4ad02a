import { formatCriLine } from '#domain/logs/cri.ts'
import type { RunningVersion } from '#domain/target/target-messages.ts'
import { createRandom } from '#server/engines/simulated/random.ts'

const paths = ['/', '/healthz', '/books', '/books?q=genji', '/books?q=woolf', '/shelves', '/config.json', '/books/7']
const mostLines = 2000

/** CRI lines that the application would have logged by now (milliseconds since 1970 UTC); the same version always logs the same. */
export function applicationLog(
  { since, wanted, origin, target }: Pick<RunningVersion, 'since' | 'wanted' | 'origin' | 'target'>,
  now: number,
): Uint8Array {
  const random = createRandom(`${origin.run}/${origin.stage}/${since}`)
  const lines: string[] = []
  let at = Date.parse(since)
  const say = (replica: number, text: string): void => {
    const time = new Date(at).toISOString().replace('Z', '000000Z')
    lines.push(
      formatCriLine({
        time,
        stream: 'stdout',
        partial: false,
        text: `[${target.application}-${String(replica)}] ${text}`,
      }),
    )
  }
  for (let replica = 0; replica < wanted; replica += 1) {
    at += random.whole(40, 400)
    if (at <= now) say(replica, `listening (simulated), version ${origin.version}`)
  }
  while (lines.length < mostLines) {
    at += random.whole(1500, 20_000)
    if (at > now) break
    const path = paths[random.whole(0, paths.length - 1)] ?? '/'
    say(random.whole(0, Math.max(wanted - 1, 0)), `GET ${path} 200 ${String(random.whole(1, 40))}ms`)
  }
  return new TextEncoder().encode(lines.join(''))
}
