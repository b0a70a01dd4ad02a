import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import type { Terminal } from '../terminal.ts'

const signInSchema = z.object({
  token: z.string(),
  /** Renews the token at the issuer; tokens created in the settings have none. */
  refreshToken: z.string().optional(),
  /** Milliseconds since 1970 UTC. */
  expiresAt: z.number().optional(),
})
export type SignIn = z.infer<typeof signInSchema>

const fileSchema = z.object({
  /** Origin of the last sign-in. */
  current: z.string().optional(),
  servers: z.record(z.string(), signInSchema).default({}),
})
export type Credentials = z.infer<typeof fileSchema>

/** The file of sign-ins in the person's configuration folder, readable by nobody else. */
export function credentialsPath({ env }: Pick<Terminal, 'env'>): string {
  const config = env['XDG_CONFIG_HOME']
  const folder = config === undefined || config === '' ? join(env['HOME'] ?? homedir(), '.config') : config
  return join(folder, 'linewright', 'credentials.json')
}

/** Reads the stored sign-ins; none if the file is missing or invalid. */
export async function readCredentials(terminal: Pick<Terminal, 'env'>): Promise<Credentials> {
  const text = await readFile(credentialsPath(terminal), 'utf8').catch(() => '{}')
  try {
    return fileSchema.parse(JSON.parse(text))
  } catch {
    return { servers: {} }
  }
}

/** Replaces the file atomically; others cannot read it at any moment. */
export async function writeCredentials(terminal: Pick<Terminal, 'env'>, credentials: Credentials): Promise<void> {
  const path = credentialsPath(terminal)
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const fresh = `${path}.${process.pid}`
  await writeFile(fresh, `${JSON.stringify(credentials, null, 2)}\n`, { mode: 0o600 })
  await chmod(fresh, 0o600)
  await rename(fresh, path)
}
