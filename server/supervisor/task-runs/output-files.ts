import { closeSync, constants, openSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import type { Container } from '#domain/tekton/container.ts'
import type { TaskLaunch } from '#domain/tekton/launch/task-launch.ts'
import { saidBy } from '#domain/said-by.ts'
import { writeAll } from '../logging/write-all.ts'
import type { Mount, StepCommand, TaskFolders } from '../executors/executor.ts'
import { taskMounts } from '../executors/mounts.ts'
import { folderInside } from '../folder-inside.ts'
import type { StreamName } from '../logging/cri-writer.ts'

interface Places {
  readonly launch: TaskLaunch
  readonly folders: TaskFolders
  readonly mounts: readonly Mount[]
  /** The step's working directory, as it sees it. */
  readonly directory: string
}

/** Host files for `stdoutConfig` and `stderrConfig`; throws a sentence if a path does not outlive the step. */
export function outputFilesOf(step: Container, places: Places): StepCommand['outputs'] {
  const { stdoutConfig, stderrConfig } = step
  return {
    ...(stdoutConfig === undefined ? {} : { stdout: hostFile(stdoutConfig.path, step, places) }),
    ...(stderrConfig === undefined ? {} : { stderr: hostFile(stderrConfig.path, step, places) }),
  }
}

function hostFile(path: string, step: Container, { launch, folders, mounts, directory }: Places): string {
  const seen = resolve(directory, path)
  const own =
    launch.isolation === 'process'
      ? ownFolders(folders, step).map((source): Mount => ({ source, target: source, readOnly: false }))
      : taskMounts(folders, step)
  const [nearest] = [...own, ...mounts]
    .filter(({ target }) => seen.startsWith(`${target}/`))
    .toSorted((a, b) => b.target.length - a.target.length)
  if (nearest === undefined)
    throw new Error(`The output file "${path}" is neither in a workspace or volume of the step nor one of its results`)
  if (nearest.readOnly) throw new Error(`The output file "${path}" is where the step may only read`)
  const file = join(nearest.source, seen.slice(nearest.target.length))
  const folder = folderInside(nearest.source, dirname(file))
  if (folder === undefined) throw new Error(`The output file "${path}" leads out of its folder`)
  return join(folder.path, basename(file))
}

/** A plain process sees its task's folders at their host paths. */
function ownFolders(folders: TaskFolders, { name = '' }: Container): readonly string[] {
  const { workspaces, workspace, results, home, temporary, stepResults } = folders
  return [...workspaces.values(), workspace, results, home, temporary, join(stepResults, name)]
}

/** The open output files of one step. */
export interface OutputFiles {
  /** Why the step cannot start, if a file could not be opened. */
  readonly refusal?: string
  write(stream: StreamName, bytes: Buffer): void
  /** Closes the files and returns why output is missing, if any is. */
  close(): string | undefined
}

/** Opens the files for a step's output; shares one file for both streams to keep their order. */
export function openOutputFiles(outputs: StepCommand['outputs']): OutputFiles {
  const files = new Map<string, number>()
  let failure: string | undefined
  const failed = (path: string, error: unknown): string =>
    `The output file "${basename(path)}" cannot be written: ${saidBy(error)}`
  const close = (): string | undefined => {
    for (const file of files.values()) closeSync(file)
    files.clear()
    return failure
  }
  for (const path of new Set(Object.values(outputs))) {
    try {
      files.set(path, openSync(path, appendNoLinks, 0o666))
    } catch (error) {
      close()
      return { refusal: failed(path, error), write: () => undefined, close: () => undefined }
    }
  }
  return {
    write(stream, bytes) {
      const path = outputs[stream]
      const file = path === undefined ? undefined : files.get(path)
      if (path === undefined || file === undefined || failure !== undefined) return
      try {
        writeAll(file, bytes)
      } catch (error) {
        failure = failed(path, error)
      }
    },
    close,
  }
}

const { O_WRONLY, O_CREAT, O_APPEND, O_NOFOLLOW, O_NONBLOCK } = constants
const appendNoLinks = O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_NONBLOCK
