import { closeSync, readFileSync, readdirSync } from 'node:fs'

const own = '/proc/self'
/** In the flags of a file: it ends with the program that opened it (`O_CLOEXEC`). Node opens all of its own so. */
const endsWithProgram = 0o2000000

/** Closes what whoever started this process had open (`npm start 30<file`), or every step could read it. Nothing to do where there is no `/proc`. */
export function closeInheritedFiles(): void {
  for (const file of openFiles()) {
    const flags = Number.parseInt(/^flags:\s*(\d+)$/m.exec(flagsOf(file))?.[1] ?? '', 8)
    // Input, output and errors are this process's own.
    if (file > 2 && (flags & endsWithProgram) === 0) closeSync(file)
  }
}

function openFiles(): readonly number[] {
  try {
    return readdirSync(`${own}/fd`).map(Number)
  } catch {
    return []
  }
}

/** Says of a file that is closed already, as the folder that was just read, what Node's own files say. */
function flagsOf(file: number): string {
  try {
    return readFileSync(`${own}/fdinfo/${file}`, 'utf8')
  } catch {
    return `flags: ${endsWithProgram.toString(8)}`
  }
}
