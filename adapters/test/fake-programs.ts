import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Programs that note how they were called and answer as they are told: what steps call where the real ones are not. */
export interface FakePrograms {
  /** To be put before PATH. */
  readonly folder: string
  /** What was called so far: the program and its arguments. */
  calls(): Promise<readonly (readonly string[])[]>
}

/** Makes a program of each entry; its text is what the program does in `sh`, with its arguments as `$@`. */
export async function fakePrograms(root: string, programs: Readonly<Record<string, string>>): Promise<FakePrograms> {
  const folder = join(root, 'programs')
  const notes = join(root, 'calls')
  await mkdir(folder, { recursive: true })
  await writeFile(notes, '')
  for (const [name, answer] of Object.entries(programs)) {
    const note = `{ printf '%s' ${name}; for a in "$@"; do printf '\\037%s' "$a"; done; printf '\\036'; } >>'${notes}'`
    await writeFile(join(folder, name), `#!/bin/sh\n${note}\n${answer}\n`)
    await chmod(join(folder, name), 0o755)
  }
  return {
    folder,
    async calls() {
      const text = await readFile(notes, 'utf8')
      return text
        .split('\u001e')
        .slice(0, -1)
        .map((call) => call.split('\u001f'))
    },
  }
}
