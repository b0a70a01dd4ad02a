import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Terminal } from '../terminal.ts'
import { runForTest } from './run-for-test.ts'

/** Runs a Tekton file in a folder as `tekton run --output yaml` does: `out` holds the objects and nothing else. */
export function runTektonFile(
  folder: string,
  yaml: string,
  more: readonly string[] = [],
  surroundings: Partial<Terminal> = {},
): ReturnType<typeof runForTest> {
  writeFileSync(join(folder, 'run.yaml'), yaml)
  const words = ['tekton', 'run', '-f', 'run.yaml', '--output', 'yaml', ...more]
  return runForTest(words, { cwd: folder, ...surroundings })
}
