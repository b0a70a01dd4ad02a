import { z } from 'zod'
import type { PipelineRun } from './pipeline.ts'
import type { PipelineTask } from './task.ts'

/** A Secret of a service account. `data` holds values, not base64. */
export interface AccountSecret {
  readonly name: string
  readonly type: string
  readonly annotations: Readonly<Record<string, string>>
  readonly data: ReadonlyMap<string, string>
}

/** The service account of a task: its own, else the run's, else `default` as on a cluster. */
export function serviceAccountOf({ spec }: PipelineRun, task: PipelineTask): string {
  const own = spec.taskRunSpecs?.find(({ pipelineTaskName }) => pipelineTaskName === task.name)
  return own?.serviceAccountName ?? spec.taskRunTemplate?.serviceAccountName ?? 'default'
}

/**
 * Files below the home of a step that let Git, SSH and container clients sign in, by path, as Tekton makes them from annotated Secrets
 * (Tekton, "Authentication"): `.gitconfig`, `.git-credentials`, `.ssh/...` and `.docker/config.json`. Without such Secrets there are none.
 * `encode` writes base64 of UTF-8, as clients of registries want it.
 */
export function credentialFiles(
  secrets: readonly AccountSecret[],
  encode: (text: string) => string,
): ReadonlyMap<string, string> {
  return new Map([...gitFiles(secrets), ...sshFiles(secrets), ...dockerFiles(secrets, encode)])
}

/** What nobody may read in a log: passwords, keys and tokens, with the key of the Secret that holds them. */
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

/** Each place that the annotations `tekton.dev/<kind>-<any>` of a Secret name, in the order of their names. */
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

function gitFiles(secrets: readonly AccountSecret[]): readonly (readonly [string, string])[] {
  const logins = loginsOf(secrets, 'git')
  if (logins.length === 0) return []
  const named = logins.map(({ url, username }) => `[credential "${url}"]\n\tusername = "${username}"\n`)
  const stored = logins.map(({ url, username, password }) => {
    const [, scheme = 'https', place = url] = /^([a-z]+):\/\/(.*)$/.exec(url) ?? []
    return `${scheme}://${encodeURIComponent(username)}:${encodeURIComponent(password)}@${place}\n`
  })
  return [
    ['.gitconfig', `[credential]\n\thelper = store\n${named.join('')}`],
    ['.git-credentials', stored.join('')],
  ]
}

function sshFiles(secrets: readonly AccountSecret[]): readonly (readonly [string, string])[] {
  const keys = secrets.filter(
    (secret) => secret.type === 'kubernetes.io/ssh-auth' && placesOf(secret, 'git').length > 0,
  )
  if (keys.length === 0) return []
  const hosts = keys.flatMap((secret) =>
    placesOf(secret, 'git').map((place) => {
      const [, host = place, port = '22'] = /^(.*?)(?::(\d+))?$/.exec(place) ?? []
      return `Host ${host}\n    HostName ${host}\n    IdentityFile ~/.ssh/id_${secret.name}\n    Port ${port}\n`
    }),
  )
  const known = keys.flatMap(({ data }) => data.get('known_hosts')?.trimEnd() ?? [])
  // Without known hosts the first answer is believed, as Tekton does.
  const trust = known.length === 0 ? 'Host *\n    StrictHostKeyChecking accept-new\n' : ''
  return [
    ...keys.map(({ name, data }) => [`.ssh/id_${name}`, data.get('ssh-privatekey') ?? ''] as const),
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

/** The registries of a file of Docker's, in its newer form below `auths`; a file that is none has none. */
function registriesOf(key: '.dockerconfigjson' | '.dockercfg', text: string): Registries {
  try {
    const value: unknown = JSON.parse(text)
    const parsed =
      key === '.dockercfg'
        ? registriesSchema.safeParse(value)
        : z
            .object({ auths: registriesSchema })
            .transform(({ auths }) => auths)
            .safeParse(value)
    return parsed.data ?? {}
  } catch {
    return {}
  }
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
