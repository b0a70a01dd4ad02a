import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Terminal } from '../terminal.ts'
import { runForTest } from './run-for-test.ts'

/** Runs a Tekton file in a folder like `tekton run --output yaml`: `out` contains only the objects. */
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
