import { problem, type Problem } from '#domain/problem.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type { DraftLaunch } from '#domain/tekton/launch/build-launch.ts'
import type { Container } from '#domain/tekton/container.ts'
import type { DraftSource, DraftVolume } from '#domain/tekton/launch/launch-volumes.ts'
import type { PipelineRun } from '#domain/tekton/pipeline.ts'
import { credentialFiles, secretTexts } from '#domain/tekton/launch/service-account.ts'
import { guardText } from '#domain/tekton/launch/substitute-step.ts'
import type { EnvFrom, EnvVar } from '#domain/tekton/task.ts'
import type { LaunchVolume, SecretValue, TaskLaunch, VolumeFile } from '#domain/tekton/launch/task-launch.ts'
import type { ObjectReader } from '../engine.ts'

/** A complete launch, and the secret values to pass beside it. */
export interface ResolvedLaunch {
  readonly launch: TaskLaunch
  readonly secrets: readonly SecretValue[]
}

/** Reads every ConfigMap and Secret that a launch names, each once; a missing one is a problem unless optional. */
export async function resolveObjects(
  run: PipelineRun,
  draft: DraftLaunch,
  objects: ObjectReader,
): Promise<Result<ResolvedLaunch, Problem>> {
  const secrets = new Map<string, SecretValue>()
  const missing: Problem[] = []
  const task = draft.pipelineTask
  const lacks = (what: string): undefined => {
    const fix = `Set it where the run takes its Secrets and ConfigMaps from, or mark the reference as optional`
    missing.push(problem('not-found', what, { fix }))
    return undefined
  }

  async function keepSecret(name: string, key: string, optional: boolean): Promise<boolean> {
    const value = secrets.get(`${name}/${key}`)?.value ?? (await objects.resolve({ pipelineRun: run, name, key }))
    if (value !== undefined) secrets.set(`${name}/${key}`, { name, key, value })
    else if (!optional) await lacksKey('secret', name, key)
    return value !== undefined
  }

  /** Reports a missing key, or a missing object. */
  async function lacksKey(kind: 'secret' | 'configMap', name: string, key: string): Promise<void> {
    const before = missing.length
    await keysOf(kind, name, false)
    if (missing.length > before) return
    lacks(
      kind === 'secret'
        ? `Secret "${name}" has no key "${key}", which task "${task}" needs`
        : `ConfigMap "${name}" has no key "${key}", which task "${task}" needs`,
    )
  }

  async function keysOf(kind: 'secret' | 'configMap', name: string, optional: boolean): Promise<readonly string[]> {
    const wanted = { pipelineRun: run, name }
    const keys = kind === 'secret' ? await objects.keys(wanted) : Object.keys((await objects.configMap(wanted)) ?? {})
    const exists = kind === 'secret' ? keys !== undefined : (await objects.configMap(wanted)) !== undefined
    if (!exists && !optional)
      lacks(
        kind === 'secret'
          ? `There is no Secret "${name}", which task "${task}" needs`
          : `There is no ConfigMap "${name}", which task "${task}" needs`,
      )
    return keys ?? []
  }

  async function textOf(name: string, key: string): Promise<string | undefined> {
    const data = await objects.configMap({ pipelineRun: run, name })
    return data !== undefined && Object.hasOwn(data, key) ? data[key] : undefined
  }

  async function variables({ prefix = '', configMapRef, secretRef }: EnvFrom): Promise<readonly EnvVar[]> {
    const kind = secretRef === undefined ? 'configMap' : 'secret'
    const { name, optional = false } = secretRef ?? configMapRef ?? { name: '' }
    const keys = await keysOf(kind, name, optional)
    return Promise.all(
      keys.map(async (key): Promise<EnvVar> =>
        kind === 'secret'
          ? { name: prefix + key, valueFrom: { secretKeyRef: { name, key } } }
          : { name: prefix + key, value: literal((await textOf(name, key)) ?? '') },
      ),
    )
  }

  /** Turns a variable from a ConfigMap into a literal; its text contains no references. */
  async function resolved(variable: EnvVar): Promise<readonly EnvVar[]> {
    const ref = variable.valueFrom?.configMapKeyRef
    if (ref === undefined) return [variable]
    const text = await textOf(ref.name, ref.key)
    if (text !== undefined) return [{ name: variable.name, value: literal(text) }]
    if (ref.optional !== true) await lacksKey('configMap', ref.name, ref.key)
    return []
  }

  async function environment<C extends Container>(container: C): Promise<C> {
    const { envFrom = [], env = [] } = container
    if (envFrom.length === 0 && env.every(({ valueFrom }) => valueFrom === undefined)) return container
    const own = (await Promise.all(env.map(resolved))).flat()
    const names = new Set(own.map(({ name }) => name))
    // Later sources override earlier ones, and the container's own variables override all.
    const others = new Map((await Promise.all(envFrom.map(variables))).flat().map((one) => [one.name, one]))
    const all = [...[...others.values()].filter(({ name }) => !names.has(name)), ...own]
    for (const { valueFrom } of all) {
      const ref = valueFrom?.secretKeyRef
      if (ref !== undefined) await keepSecret(ref.name, ref.key, ref.optional === true)
    }
    return { ...container, envFrom: [], env: all }
  }

  async function files(source: DraftSource): Promise<readonly VolumeFile[]> {
    if (source.kind === 'files') return source.files
    const { kind, object } = source
    const { name, items, optional = false, defaultMode } = object
    const wanted = items ?? (await keysOf(kind, name, optional)).map((key) => ({ key, path: key, mode: undefined }))
    const found = await Promise.all(
      wanted.map(async ({ key, path, mode = defaultMode }): Promise<VolumeFile | undefined> => {
        const file = { path, ...(mode === undefined ? {} : { mode }) }
        if (kind === 'secret')
          return (await keepSecret(name, key, optional)) ? { ...file, secret: { name, key } } : undefined
        const text = await textOf(name, key)
        if (text === undefined && !optional) await lacksKey('configMap', name, key)
        return text === undefined ? undefined : { ...file, text }
      }),
    )
    return found.filter((file) => file !== undefined)
  }

  async function volume(draftVolume: DraftVolume): Promise<LaunchVolume> {
    if (draftVolume.kind !== 'objects') return draftVolume
    const { name, sources } = draftVolume
    return { kind: 'files', name, files: (await Promise.all(sources.map(files))).flat() }
  }

  /** Returns the credential files of the service account as secrets; the secrets that they contain are masked on their own. */
  async function credentials(account: string): Promise<readonly VolumeFile[]> {
    const found = await objects.accountSecrets({ pipelineRun: run, name: account })
    const name = `serviceaccount:${account}`
    const made = [...credentialFiles(found, encodeBase64)]
    if (made.length > 0)
      for (const text of secretTexts(found)) secrets.set(`${text.name}/${text.key}/${text.value}`, text)
    for (const [key, value] of made) secrets.set(`${name}/${key}`, { name, key, value, isComposed: true })
    return made.map(([path]) => ({ path, mode: 0o600, secret: { name, key: path } }))
  }

  const { serviceAccount, ...rest } = draft
  const launch: TaskLaunch = {
    ...rest,
    steps: await Promise.all(draft.steps.map(environment)),
    sidecars: await Promise.all(draft.sidecars.map(environment)),
    volumes: await Promise.all(draft.volumes.map(volume)),
    credentials: [...(await credentials(serviceAccount))],
  }
  const [first] = missing
  return first === undefined ? ok({ launch, secrets: [...secrets.values()] }) : err(first)
}

function encodeBase64(text: string): string {
  return btoa(String.fromCodePoint(...new TextEncoder().encode(text)))
}

/** Kubernetes takes the text of a ConfigMap literally: a `$` begins no reference, neither Tekton's nor to a variable. */
function literal(text: string): string {
  return guardText(text.replaceAll('$', '$$$$'))
}
