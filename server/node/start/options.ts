import { resolve } from 'node:path'
import { z } from 'zod'
import { problem, type Problem } from '#domain/problem.ts'
import { err, ok, type Result } from '#domain/result.ts'
import { isLoopback } from '../http/hosts.ts'
import { readArguments, usage } from './arguments.mjs'

const argumentsSchema = z.object({
  port: z.coerce.number().default(7480),
  data: z.string().min(1).default('.linewright'),
  open: z.boolean().default(true),
  host: z.string().min(1).default('localhost'),
  keep: z.boolean().default(false),
  'allow-private-webhooks': z.boolean().default(false),
  'public-url': z
    .url({ protocol: /^https?$/ })
    .transform((url) => new URL(url).origin)
    .optional(),
})

const shapes: Readonly<Record<string, string>> = {
  data: 'the name of a folder',
  host: 'an address of this machine',
  'public-url': 'a URL with http or https',
}

const issuerSchema = z.object({
  issuer: z.url({ protocol: /^https?$/ }),
  clientId: z.string().min(1),
  audience: z.string().min(1),
  /** File that maps the issuer's groups to roles. */
  groupsFile: z.string().min(1).optional(),
  /** Subject or address of the first admin. */
  admin: z.string().min(1).optional(),
})
/** Settings of an external issuer, from its variables. */
export type IssuerSettings = z.infer<typeof issuerSchema>

export interface Options {
  readonly port: number
  readonly dataDir: string
  readonly open: boolean
  readonly host: string
  readonly keep: boolean
  /** Whether webhooks may call addresses outside the public internet. */
  readonly allowPrivateWebhooks: boolean
  readonly publicOrigin?: string
  readonly issuer?: IssuerSettings
}

type Environment = Readonly<Record<string, string | undefined>>

/** Reads command line and variables; every refusal names the option and the fix. */
export function readOptions(args: readonly string[], env: Environment, cwd: string): Result<Options, Problem> {
  const read = readArguments(args)
  if (read.wrong !== undefined) return err(problem('invalid-request', read.wrong, { fix: usage }))
  const parsed = argumentsSchema.safeParse(read.values)
  if (!parsed.success) {
    const wrong = new Set(parsed.error.issues.map(({ path }) => path.join('.')))
    const said = [...wrong].map((name) => `--${name} has to be ${shapes[name] ?? 'left out'}`)
    return err(problem('invalid-request', `${said.join(', and ')}.`, { fix: usage }))
  }
  const issuer = readIssuer(env, cwd)
  if (!issuer.ok) return issuer
  const { port, data, open, host, keep, 'public-url': publicOrigin } = parsed.data
  const reachable = [host, ...(publicOrigin === undefined ? [] : [new URL(publicOrigin).hostname])].find(
    (name) => !isLoopback(name),
  )
  if (reachable !== undefined && issuer.value === undefined) return err(openToOthers(reachable))
  return ok({
    port,
    dataDir: resolve(cwd, data),
    open,
    host,
    keep,
    allowPrivateWebhooks: parsed.data['allow-private-webhooks'],
    ...(publicOrigin === undefined ? {} : { publicOrigin }),
    ...(issuer.value === undefined ? {} : { issuer: issuer.value }),
  })
}

function readIssuer(env: Environment, cwd: string): Result<IssuerSettings | undefined, Problem> {
  const issuer = env['LINEWRIGHT_ISSUER']
  if (issuer === undefined || issuer === '') return ok(undefined)
  const parsed = issuerSchema.safeParse({
    issuer,
    clientId: env['LINEWRIGHT_CLIENT_ID'],
    audience: env['LINEWRIGHT_AUDIENCE'],
    // An empty variable counts as unset.
    groupsFile: env['LINEWRIGHT_GROUPS'] || undefined,
    admin: env['LINEWRIGHT_ADMIN'] || undefined,
  })
  if (parsed.success) {
    const { groupsFile, ...rest } = parsed.data
    return ok({ ...rest, ...(groupsFile === undefined ? {} : { groupsFile: resolve(cwd, groupsFile) }) })
  }
  const variables: Readonly<Record<string, string>> = {
    issuer: 'LINEWRIGHT_ISSUER',
    clientId: 'LINEWRIGHT_CLIENT_ID',
    audience: 'LINEWRIGHT_AUDIENCE',
  }
  const wrong = [...new Set(parsed.error.issues.map((issue) => variables[String(issue.path[0])] ?? ''))]
  const fix =
    'An issuer needs its URL (https://..., as it calls itself), the client id of the workbench and the audience of its API.'
  return err(
    problem('invalid-request', `${wrong.join(' and ')} ${wrong.length > 1 ? 'are' : 'is'} missing or cannot be read.`, {
      fix,
    }),
  )
}

function openToOthers(name: string): Problem {
  const fix =
    'Set LINEWRIGHT_ISSUER, LINEWRIGHT_CLIENT_ID and LINEWRIGHT_AUDIENCE to your identity provider, or stay on localhost.'
  return problem(
    'not-allowed',
    `The sample people are for this machine only; at ${name} others could sign in as anybody.`,
    { fix },
  )
}
