import { join } from 'node:path'
import { UnusableData } from '../sqlite/database.ts'
import { secretFile } from './secret-file.ts'

const bytes = 32

/**
 * Loads the key that seals secret values: from the environment, where an installation keeps it apart, else from a file that only its owner can read.
 */
export async function secretKey(
  dataDir: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Uint8Array> {
  const given = environment['LINEWRIGHT_SECRET_KEY']
  if (given === undefined || given === '') return secretFile(join(dataDir, 'secret-key'), bytes)
  const key = Buffer.from(given, 'base64')
  if (key.length !== bytes)
    throw new UnusableData('LINEWRIGHT_SECRET_KEY is not 32 bytes in base64.', 'Make one with: openssl rand -base64 32')
  return key
}
