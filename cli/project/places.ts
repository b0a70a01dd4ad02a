import { join } from 'node:path'
import { problem, type Finding, type Place, type Problem } from '#domain/problem.ts'
import type { Result } from '#domain/result.ts'
import { CommandFailure, nearPath } from '../report.ts'

/** The local folders of a QVS Config's modules. */
export interface ModulePlaces {
  /** Folders by module path, to turn places in modules into file paths. */
  readonly folders: ReadonlyMap<string, string>
}

/** Turns places in local modules into file paths that an editor can open, also inside sentences. */
export function problemWithFiles(problem: Problem, project: ModulePlaces, cwd: string): Problem {
  const findings = problem.findings?.map((finding) => findingWithFiles(finding, project, cwd))
  return {
    ...problem,
    message: textWithFiles(problem.message, project, cwd),
    ...(findings === undefined ? {} : { findings }),
    ...(problem.place === undefined ? {} : { place: placeWithFile(problem.place, project) }),
  }
}

/** Returns the findings of a compile, failed or not, with file paths. */
export function findingsWithFiles(
  compiled: Result<{ readonly findings: readonly Finding[] }, Problem>,
  project: ModulePlaces,
  cwd: string,
): readonly Finding[] {
  const findings = compiled.ok ? compiled.value.findings : (compiled.error.findings ?? [])
  return findings.map((finding) => findingWithFiles(finding, project, cwd))
}

/** Returns what was compiled; throws all errors if there are any. */
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
  // Not an error in the sources: for example, the kernel ran out of time.
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
