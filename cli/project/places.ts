import { join } from 'node:path'
import { problem, type Finding, type Place, type Problem } from '#domain/problem.ts'
import type { Result } from '#domain/result.ts'
import { CommandFailure, nearPath } from '../report.ts'

/** Where the modules of a QVS Config lie that are on this machine. */
export interface ModulePlaces {
  /** Their folders, by module path: places in them become paths of files. */
  readonly folders: ReadonlyMap<string, string>
}

/** Turns places in modules on this machine into paths of files that an editor opens, in places and inside sentences. */
export function problemWithFiles(problem: Problem, project: ModulePlaces, cwd: string): Problem {
  const findings = problem.findings?.map((finding) => findingWithFiles(finding, project, cwd))
  return {
    ...problem,
    message: textWithFiles(problem.message, project, cwd),
    ...(findings === undefined ? {} : { findings }),
    ...(problem.place === undefined ? {} : { place: placeWithFile(problem.place, project) }),
  }
}

/** What a compile tells, whether it failed or not, with paths of files. */
export function findingsWithFiles(
  compiled: Result<{ readonly findings: readonly Finding[] }, Problem>,
  project: ModulePlaces,
  cwd: string,
): readonly Finding[] {
  const findings = compiled.ok ? compiled.value.findings : (compiled.error.findings ?? [])
  return findings.map((finding) => findingWithFiles(finding, project, cwd))
}

/** What was compiled; throws with all that is wrong where something is. */
export function compiledOrFailure<T>(
  compiled: Result<T, Problem>,
  findings: readonly Finding[],
  project: ModulePlaces & { readonly file: string },
  cwd: string,
): T {
  const wrong = findings.find(({ severity }) => severity === 'error')
  if (wrong !== undefined) {
    const code = compiled.ok ? 'invalid-document' : compiled.error.code
    throw new CommandFailure(
      problem(code, wrong.message, { findings: [...findings], place: wrong.place }),
      project.file,
    )
  }
  if (compiled.ok) return compiled.value
  // It is not the sources that are wrong: the kernel ran out of time, say.
  throw new CommandFailure(problemWithFiles(compiled.error, project, cwd), project.file)
}

function findingWithFiles(finding: Finding, project: ModulePlaces, cwd: string): Finding {
  return {
    ...finding,
    message: textWithFiles(finding.message, project, cwd),
    place: placeWithFile(finding.place, project),
  }
}

export function placeWithFile(place: Place, { folders }: ModulePlaces): Place {
  for (const [path, folder] of folders) {
    if (place.document?.startsWith(`${path}/`) === true)
      return { ...place, document: join(folder, place.document.slice(path.length + 1)) }
  }
  return place
}

function textWithFiles(text: string, { folders }: ModulePlaces, cwd: string): string {
  return text.replaceAll(/[^\s("]+\.cue:\d+:\d+/g, (place) => {
    for (const [path, folder] of folders)
      if (place.startsWith(`${path}/`)) return nearPath(join(folder, place.slice(path.length + 1)), cwd)
    return place
  })
}
