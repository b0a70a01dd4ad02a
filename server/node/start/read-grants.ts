import { readFile } from 'node:fs/promises'
import { parse } from '#domain/yaml.ts'
import { z } from 'zod'
import { type Grants, grantsSchema } from '#domain/access/grants.ts'
import { problem, type Problem } from '#domain/problem.ts'
import { err, ok, type Result } from '#domain/result.ts'
import { saidBy } from '#domain/said-by.ts'

/** Reads which roles the issuer's groups grant; an unreadable or invalid file stops the start. */
export async function readGrants(file: string | undefined): Promise<Result<Grants | undefined, Problem>> {
  if (file === undefined) return ok(undefined)
  const fix = 'Check LINEWRIGHT_GROUPS; docs/identity.md shows such a file.'
  try {
    const parsed = grantsSchema.safeParse(parse(await readFile(file, 'utf8')))
    if (parsed.success) return ok(parsed.data)
    return err(problem('invalid-document', `${file} makes no sense: ${z.prettifyError(parsed.error)}`, { fix }))
  } catch (error) {
    const cause = saidBy(error)
    return err(problem('invalid-document', `${file} cannot be read: ${cause}`, { fix }))
  }
}
