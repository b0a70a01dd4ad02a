import { z } from 'zod'
import { parseJson } from '../../parse-json.ts'
import type { PipelineRun } from '../pipeline.ts'
import type { PipelineTask } from '../task.ts'
import { taskRunSpecOf } from '../run/task-run-rules.ts'

/** A Secret of a service account. `data` holds values, not base64. */
export interface AccountSecret {
  readonly name: string
  readonly type: string
  readonly annotations: Readonly<Record<string, string>>
  readonly data: ReadonlyMap<string, string>
}

/** The service account of a task: its own, else the run's, else `default` as on a cluster. */
export function serviceAccountOf(run: PipelineRun, task: PipelineTask): string {
  return taskRunSpecOf(run, task.name)?.serviceAccountName ?? run.spec.taskRunTemplate?.serviceAccountName ?? 'default'
}

/**
 * Files in the home of a step that let Git, SSH and container clients sign in, by path. Tekton makes them from annotated Secrets (Tekton,
 * "Authentication"): `.gitconfig`, `.git-credentials`, `.ssh/...` and `.docker/config.json`. Without such Secrets there are none. `encode` encodes
 * UTF-8 as base64, for registry clients.
 */
export function credentialFiles(
  secrets: readonly AccountSecret[],
  encode: (text: string) => string,
): ReadonlyMap<string, string> {
  const keys = sshKeys(secrets)
  return new Map([...gitFiles(secrets, keys), ...sshFiles(keys), ...dockerFiles(secrets, encode)])
}

/** Passwords, keys and tokens that logs must mask, each with the Secret's key. */
export function secretTexts(
  secrets: readonly AccountSecret[],
): readonly { name: string; key: string; value: string }[] {
  return secrets.flatMap(({ name, data }) =>
    [...data].flatMap(([key, value]) => {
      if (key === 'username' || key === 'known_hosts') return []
      const inside = key === '.dockerconfigjson' || key === '.dockercfg' ? registriesOf(key, value) : {}
      const parts = Object.values(inside).flatMap(({ auth, password, identitytoken }) => [
        auth,
        password,
        identitytoken,
      ])
      return [value, ...parts].flatMap((text) => (text === undefined ? [] : [{ name, key, value: text }]))
    }),
  )
}

interface Login {
  readonly url: string
  readonly username: string
  readonly password: string
}

/** The values of a Secret's annotations `tekton.dev/<kind>-<any>`, ordered by annotation name. */
function placesOf({ annotations }: AccountSecret, kind: 'git' | 'docker'): readonly string[] {
  return Object.keys(annotations)
    .filter((name) => name.startsWith(`tekton.dev/${kind}-`))
    .toSorted()
    .flatMap((name) => annotations[name] ?? [])
}

function loginsOf(secrets: readonly AccountSecret[], kind: 'git' | 'docker'): readonly Login[] {
  return secrets
    .filter(({ type }) => type === 'kubernetes.io/basic-auth')
    .flatMap((secret) =>
      placesOf(secret, kind).map((url) => ({
        url,
        username: secret.data.get('username') ?? '',
        password: secret.data.get('password') ?? '',
      })),
    )
}

/** A key for a host, or for one of its repositories; then Git uses an alias of the host, so that SSH takes this key and no other. */
interface SshKey {
  readonly secret: AccountSecret
  readonly host: string
  readonly port: string
  readonly repository?: string
  readonly alias: string
}

function sshKeys(secrets: readonly AccountSecret[]): readonly SshKey[] {
  const keys = secrets.filter(({ type }) => type === 'kubernetes.io/ssh-auth')
  return keys.flatMap((secret) =>
    placesOf(secret, 'git').map((place) => {
      const { address, path: repository } = splitPlace(place)
      const [, host = address, port = '22'] = /^(.*?)(?::(\d+))?$/.exec(address) ?? []
      if (repository === undefined) return { secret, host, port, alias: host }
      return { secret, host, port, repository, alias: `${host}--${repository.replaceAll('/', '--')}` }
    }),
  )
}

/** Scheme, address and path of a place; with a path, it is one repository instead of the whole host. */
function splitPlace(url: string): { readonly scheme?: string; readonly address: string; readonly path?: string } {
  const [, scheme, address = url, path = ''] = /^(?:([a-z+]+):\/\/)?([^/]*)(?:\/(.*))?$/.exec(url) ?? []
  const repository = path.replace(/(?:\.git)?\/*$/, '')
  return { ...(scheme === undefined ? {} : { scheme }), address, ...(repository === '' ? {} : { path: repository }) }
}

/** Whole hosts before single repositories: Git takes the first matching entry. */
function hostsFirst<T>(items: readonly T[], isRepository: (item: T) => boolean): readonly T[] {
  return [...items.filter((item) => !isRepository(item)), ...items.filter(isRepository)]
}

function gitFiles(secrets: readonly AccountSecret[], keys: readonly SshKey[]): readonly (readonly [string, string])[] {
  const isRepository = ({ url }: Login): boolean => splitPlace(url).path !== undefined
  const logins = hostsFirst(loginsOf(secrets, 'git'), isRepository)
  const named = logins.map((login) => {
    const own = isRepository(login) ? '\tuseHttpPath = true\n' : ''
    return `[credential "${login.url}"]\n\tusername = "${login.username}"\n${own}`
  })
  const stored = logins.map(({ url, username, password }) => {
    const [, scheme = 'https', place = url] = /^([a-z]+):\/\/(.*)$/.exec(url) ?? []
    return `${scheme}://${encodeURIComponent(username)}:${encodeURIComponent(password)}@${place}\n`
  })
  const config = `${logins.length === 0 ? '' : `[credential]\n\thelper = store\n${named.join('')}`}${keys.map(aliasOf).join('')}`
  return [
    ...(config === '' ? [] : [['.gitconfig', config] as const]),
    ...(logins.length === 0 ? [] : [['.git-credentials', stored.join('')] as const]),
  ]
}

function aliasOf({ alias, host, port, repository }: SshKey): string {
  if (repository === undefined) return ''
  const address = port === '22' ? host : `${host}:${port}`
  return (
    `[url "git@${alias}:${repository}.git"]\n\tinsteadOf = git@${host}:${repository}.git\n` +
    `[url "ssh://git@${alias}/${repository}.git"]\n\tinsteadOf = ssh://git@${address}/${repository}.git\n`
  )
}

function sshFiles(keys: readonly SshKey[]): readonly (readonly [string, string])[] {
  if (keys.length === 0) return []
  const hosts = hostsFirst(keys, ({ repository }) => repository !== undefined).map(
    ({ alias, host, port, secret, repository }) => {
      const only = repository === undefined ? '' : '    IdentitiesOnly yes\n'
      return `Host ${alias}\n    HostName ${host}\n    IdentityFile ~/.ssh/id_${secret.name}\n    Port ${port}\n${only}`
    },
  )
  const secrets = [...new Set(keys.map(({ secret }) => secret))]
  const known = secrets.flatMap(({ data }) => data.get('known_hosts')?.trimEnd() ?? [])
  // Without known hosts, the first host key is trusted, as in Tekton.
  const trust = known.length === 0 ? 'Host *\n    StrictHostKeyChecking accept-new\n' : ''
  return [
    ...secrets.map(({ name, data }) => [`.ssh/id_${name}`, data.get('ssh-privatekey') ?? ''] as const),
    ['.ssh/config', hosts.join('') + trust],
    ...(known.length === 0 ? [] : [['.ssh/known_hosts', `${known.join('\n')}\n`] as const]),
  ]
}

const registrySchema = z.looseObject({
  auth: z.string().optional(),
  password: z.string().optional(),
  identitytoken: z.string().optional(),
})
const registriesSchema = z.record(z.string(), registrySchema)
type Registries = z.infer<typeof registriesSchema>

/** The registries in a Docker config; the newer form has them below `auths`. Empty if it is invalid. */
function registriesOf(key: '.dockerconfigjson' | '.dockercfg', text: string): Registries {
  if (key === '.dockercfg') return parseJson(text, registriesSchema) ?? {}
  return parseJson(text, z.object({ auths: registriesSchema }))?.auths ?? {}
}

function dockerFiles(
  secrets: readonly AccountSecret[],
  encode: (text: string) => string,
): readonly (readonly [string, string])[] {
  const written = secrets.flatMap(({ type, data }) => {
    if (type === 'kubernetes.io/dockerconfigjson')
      return [registriesOf('.dockerconfigjson', data.get('.dockerconfigjson') ?? '')]
    return type === 'kubernetes.io/dockercfg' ? [registriesOf('.dockercfg', data.get('.dockercfg') ?? '')] : []
  })
  const made = loginsOf(secrets, 'docker').map(({ url, username, password }) => ({
    [url]: { username, password, auth: encode(`${username}:${password}`) },
  }))
  const auths: Registries = Object.assign({}, ...written, ...made)
  return Object.keys(auths).length === 0 ? [] : [['.docker/config.json', JSON.stringify({ auths })]]
}
