import { execFile, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync } from 'node:fs'
import { basename, isAbsolute, join } from 'node:path'
import type { Executor, PreparedTask, RunningStep, StepCommand, TaskFolders } from './executor.ts'
import { certificateVariables, passedOn } from './environment.ts'
import { insidePaths, stepMounts } from './mounts.ts'
import { processesOf, residentBytes, signal } from './process-table.ts'
import { startProcess } from './start-process.ts'

/** Variables that configure the client itself, so a step's value for them must not reach it. */
const ofClient = /^(PATH|HOME|USER|TMPDIR|LANG|XDG_.*|CONTAINERS?_.*|DOCKER_.*|REGISTRY_AUTH_FILE|STORAGE_.*|LD_.*)$/
const pullMs = 15 * 60_000

/** Runs steps in containers of podman or docker, the only executors that honour `image:`. `program` is the client's path. */
export function createContainerExecutor(kind: 'podman' | 'docker', program: string): Executor {
  return {
    isolation: kind,
    caution:
      'Steps run in containers of this machine, which share its kernel; with sidecars they share its network too. ' +
      `Secrets that steps get as variables stand in the files of ${kind} as well, and can stay there.`,
    endLeftover: (marker) =>
      void spawnSync(program, [...removal(program), nameOf(marker)], { stdio: 'ignore', timeout: 20_000 }),
    prepare: (launch, folders): PreparedTask => {
      openFolders(folders)
      const network = launch.sidecars.length > 0 ? ['--network', 'host'] : []
      return {
        env: { HOME: '/tekton/home', ...proxies() },
        paths: (container) => insidePaths(launch, container),
        scriptPath: (file) => `/tekton/scripts/${file}`,
        directory: insideDirectory,
        bring: () => bringImages(program, [...launch.steps, ...launch.sidecars]),
        // The time limit is the command's; the client needs some extra.
        inside: async (marker, argv, ms) => (await run(program, ['exec', nameOf(marker), ...argv], ms + 5000)).ok,
        launch: (command, output) =>
          startStep(program, [...network, ...mountArguments(command, folders)], command, output),
      }
    },
  }
}

/** Arguments of `run` for one step, without values of secret variables. Exported for tests that cannot start containers. */
export function runArguments(command: StepCommand, more: readonly string[]): readonly string[] {
  const { container, env, secretNames, directory } = command
  const { runAsUser: user, runAsGroup: group } = container.securityContext ?? {}
  const names = Object.keys(env)
  const kept = names.find((name) => secretNames.has(name) && ofClient.test(name))
  if (kept !== undefined) throw new Error(`A secret cannot be given as ${kept}: the container client reads it too`)
  const variables = names.flatMap((name) => ['--env', ofClient.test(name) ? `${name}=${env[name] ?? ''}` : name])
  const [entry = '', ...rest] = command.argv
  const own = command.ownCommand
    ? ['--entrypoint', entry, imageOf(command), ...rest]
    : [imageOf(command), ...command.argv]
  return [
    ...['run', '--rm', '--pull', 'never', '--name', nameOf(command.marker)],
    ...['--workdir', directory],
    ...(user === undefined ? [] : ['--user', group === undefined ? String(user) : `${user}:${group}`]),
    ...more,
    ...variables,
    ...own,
  ]
}

function startStep(
  program: string,
  more: readonly string[],
  command: StepCommand,
  output: { readonly stdout: number; readonly stderr: number },
): RunningStep {
  const name = nameOf(command.marker)
  const own = Object.fromEntries(Object.entries(command.env).filter(([variable]) => !ofClient.test(variable)))
  const { pid, exit } = startProcess([program, ...runArguments(command, more)], {
    env: { ...clientEnvironment(), ...own },
    ...output,
  })
  let ended = false
  const noted = exit.then((how) => {
    ended = true
    return how
  })
  return {
    pid,
    exit: noted,
    terminate: () => void execFile(program, ['kill', '--signal', 'TERM', name], () => undefined),
    kill() {
      // A container ends with its first process; only the client may still wait.
      if (ended || pid === undefined) return
      execFile(program, [...removal(program), name], () => signal(-pid, 'SIGKILL'))
    },
    // Container processes are not the client's children. Those of another user are not visible.
    memory: () => residentBytes(processesOf(command.marker).filter((each) => each !== pid)),
    processes: () => 0,
  }
}

/** Arguments that kill at once: podman would first wait for ten seconds, docker does not. */
function removal(program: string): readonly string[] {
  return basename(program) === 'podman' ? ['rm', '--force', '--time', '0'] : ['rm', '--force']
}

/** Derives the container's name from the marker, so that whoever finds a claim can end the container. */
function nameOf(marker: string): string {
  return `linewright-${createHash('sha256').update(marker).digest('hex').slice(0, 24)}`
}

function imageOf({ container }: StepCommand): string {
  if (container.image === undefined || container.image === '')
    throw new Error(`"${container.name ?? ''}" names no image to run in`)
  // The client would parse it as an option.
  if (container.image.startsWith('-')) throw new Error(`"${container.image}" is no name of an image`)
  return container.image
}

function mountArguments(command: StepCommand, folders: TaskFolders): readonly string[] {
  return stepMounts(command, folders).flatMap(({ source, target, readOnly }) => [
    '--mount',
    `type=bind,source=${source},destination=${target}${readOnly ? ',readonly' : ''}`,
  ])
}

function insideDirectory(workingDir: string | undefined): string {
  if (workingDir === undefined || workingDir === '') return '/workspace'
  return isAbsolute(workingDir) ? workingDir : join('/workspace', workingDir)
}

/** Opens these folders to everybody, since an image may run as any user; only the supervisor can enter the folder around them. */
function openFolders(folders: TaskFolders): void {
  for (const path of [folders.workspace, folders.results, folders.home, folders.stepResults]) chmodSync(path, 0o777)
  for (const path of [folders.scripts, folders.steps]) chmodSync(path, 0o755)
}

/** Pulls missing images before the first step, so that no step's log begins with download progress. */
async function bringImages(
  program: string,
  containers: readonly { readonly image?: string | undefined }[],
): Promise<string | undefined> {
  for (const image of new Set(containers.map((container) => container.image))) {
    if (image === undefined || (await run(program, ['image', 'inspect', image], 20_000)).ok) continue
    const pulled = await run(program, ['pull', '--quiet', image], pullMs)
    if (!pulled.ok) return `The image "${image}" could not be pulled: ${pulled.text}`
  }
  return undefined
}

function run(
  program: string,
  args: readonly string[],
  timeout: number,
): Promise<{ readonly ok: boolean; readonly text: string }> {
  return new Promise((resolve) => {
    execFile(program, [...args], { timeout, env: clientEnvironment() }, (error, _, stderr) =>
      resolve({ ok: error === null, text: stderr.trim().split('\n').at(-1) ?? '' }),
    )
  })
}

function clientEnvironment(): Record<string, string> {
  const known = Object.entries(process.env).filter(
    ([name]) => ofClient.test(name) || passedOn.includes(name) || certificateVariables.includes(name),
  )
  return Object.fromEntries(known.map(([name, value]) => [name, value ?? '']))
}

function proxies(): Record<string, string> {
  return Object.fromEntries(passedOn.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])))
}
