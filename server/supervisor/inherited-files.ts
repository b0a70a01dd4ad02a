import { closeSync, readFileSync, readdirSync } from 'node:fs'

const own = '/proc/self'
/** File flag `O_CLOEXEC`: closed when another program starts. Node opens all of its own files with it. */
const endsWithProgram = 0o2000000

/**
 * Closes files inherited from the process that started this one (`npm start 30<file`), or every step could read them. Does nothing without `/proc`.
 */
export function closeInheritedFiles(): void {
  for (const file of openFiles()) {
    const flags = Number.parseInt(/^flags:\s*(\d+)$/m.exec(flagsOf(file))?.[1] ?? '', 8)
    // Standard input, output and error are this process's own.
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

/** Reads the flags of a file; for one that is already closed, such as the folder just read, pretends that it is Node's own. */
function flagsOf(file: number): string {
  try {
    return readFileSync(`${own}/fdinfo/${file}`, 'utf8')
  } catch {
    return `flags: ${endsWithProgram.toString(8)}`
  }
}
