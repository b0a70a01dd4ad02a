import { readFile } from 'node:fs/promises'
import { saidBy } from '#domain/said-by.ts'
import { UnusableData } from './sqlite/database.ts'

/** Reads a file that nothing could make again, so it must not be replaced because it cannot be read now. Undefined only where there is none. */
export async function readKept(file: string): Promise<Buffer | undefined> {
  try {
    return await readFile(file)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw new UnusableData(
      `${file} cannot be read (${saidBy(error)}).`,
      'Let the account that runs Linewright read it.',
    )
  }
}

/** The refusal to start with such a file in which something else stands than what was written there. */
export function damagedFile(file: string): UnusableData {
  return new UnusableData(`${file} is damaged.`, 'Put back a copy of it from when Linewright last started.')
}
