import { readdir, readFile } from 'node:fs/promises'

export interface RunningProcess {
  readonly pid: number
  readonly command: string
}

/** Finds every process on this machine with a data directory in its command line, environment or working directory. */
export async function processesOf(dataDir: string): Promise<readonly RunningProcess[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
  const found = await Promise.all(
    pids.map(async (pid) => {
      const [command, environment] = await Promise.all(
        ['cmdline', 'environ'].map((file) => readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '')),
      )
      return { pid: Number(pid), command: (command ?? '').replaceAll('\0', ' '), environment: environment ?? '' }
    }),
  )
  return found
    .filter(({ command, environment }) => command.includes(dataDir) || environment.includes(dataDir))
    .map(({ pid, command }) => ({ pid, command }))
}
