import { readConfig } from '#contract/config.ts'
import { readMe } from '#contract/session.ts'
import { defineCommand, exitCodes } from '../command.ts'
import { UsageError } from '../parse-arguments.ts'
import { credentialsPath, readCredentials, writeCredentials, type SignIn } from '../server/credentials-file.ts'
import { signInByDevice } from '../server/issuer.ts'
import { ask, newToken, originOf, serverOptions } from '../server/open-server.ts'
import { readSecretLine } from '../server/read-secret-line.ts'
import { writeResult } from '../write-result.ts'

export const login = defineCommand({
  path: ['login'],
  summary: 'Sign in to a server, by a code in any browser or with a token',
  description:
    'What signs in is kept in the configuration folder, readable by you only. Scripts set LINEWRIGHT_TOKEN and LINEWRIGHT_SERVER instead.',
  options: {
    server: serverOptions.server,
    token: { summary: 'Read a token from standard input: arguments can be seen by others on the machine' },
  },
  examples: [
    ['Sign in to the server of this machine', 'linewright login --server http://localhost:7480'],
    ['Sign in with a token', 'linewright login --server https://ci.example.org --token < token.txt'],
  ],
  async run({ options, terminal }) {
    const kept = await readCredentials(terminal)
    const origin = originOf(
      options.server ?? terminal.env['LINEWRIGHT_SERVER'] ?? kept.current ?? 'http://localhost:7480',
    )
    const { identity } = await ask(origin, undefined, readConfig, {})
    const signIn: SignIn = options.token ? { token: await typedToken() } : await signInByDevice(terminal, identity)
    const whenRefused = options.token ? newToken(origin) : undefined
    const { person, memberships } = await ask(origin, signIn.token, readMe, {}, whenRefused)
    await writeCredentials(terminal, { current: origin, servers: { ...kept.servers, [origin]: signIn } })
    const projects = memberships.map(({ project, role }) => `${project.name} (${role})`)
    await writeResult(terminal, {
      text: `Signed in to ${origin} as ${person.name}${projects.length === 0 ? '' : `: ${projects.join(', ')}`}\n`,
      data: { server: origin, person, memberships, kept: credentialsPath(terminal) },
    })
    return exitCodes.ok
  },
})

async function typedToken(): Promise<string> {
  const token = (await readSecretLine()).trim()
  if (token === '')
    throw new UsageError('There is no token on standard input', 'For example: linewright login --token < token.txt')
  return token
}

export const logout = defineCommand({
  path: ['logout'],
  summary: 'Forget the sign-in to a server',
  options: { server: serverOptions.server },
  examples: [['Forget the last sign-in', 'linewright logout']],
  async run({ options, terminal }) {
    const kept = await readCredentials(terminal)
    const origin = options.server === undefined ? kept.current : originOf(options.server)
    const { [origin ?? '']: gone, ...servers } = kept.servers
    const { current, ...rest } = kept
    await writeCredentials(terminal, {
      ...rest,
      ...(current === origin || current === undefined ? {} : { current }),
      servers,
    })
    const text =
      gone === undefined
        ? `There was no sign-in${origin === undefined ? '' : ` to ${origin}`}`
        : `Signed out of ${origin}`
    await writeResult(terminal, { text: `${text}\n`, data: { server: gone === undefined ? null : origin } })
    return exitCodes.ok
  },
})
