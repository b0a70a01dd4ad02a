import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import type { ModuleVersion } from '#domain/adapters/modules/declared-dependencies.ts'
import type { ModuleSources } from '#domain/adapters/kernel/kernel.ts'
import { readRegistryPlaces, type RegistryPlace } from '#domain/adapters/modules/registry-place.ts'
import { parseJson } from '#domain/parse-json.ts'
import { problem, type Problem } from '#domain/problem.ts'
import { err, ok, type Result } from '#domain/result.ts'
import { say } from '#domain/sentence.ts'
import type { ModuleRegistry } from '#server/ports/modules.ts'
import { statusIn } from '../outgoing/ask.ts'
import { digestOf, openRegistry } from '../registries/oci-registry.ts'
import { readZip } from '../registries/read-zip.ts'

export interface RegistryModulesOptions {
  /** Folder of the cache, which processes may share: each entry is stored under its digest, whole or not at all. */
  readonly directory: string
  /** What CUE_REGISTRY says. */
  readonly places: string | undefined
  readonly signal?: AbortSignal
}

const layerSchema = z.looseObject({ mediaType: z.string(), digest: z.string().regex(/^sha256:[0-9a-f]{64}$/) })
const manifestSchema = z.looseObject({ layers: z.array(layerSchema) })
const manifestType = 'application/vnd.oci.image.manifest.v1+json'
/** Largest unpacked module, in bytes. */
const largest = 64 * 2 ** 20
const mostUnpacked = 16

interface Wanted extends ModuleVersion {
  readonly place: RegistryPlace
}

/**
 * Fetches modules from CUE registries: an OCI image holds the module as a zip archive and its `module.cue`. Only the registries that the process's
 * owner configured are asked; module files choose a repository there. Versions never change, so each manifest is fetched once.
 */
export function createRegistryModules(options: RegistryModulesOptions): ModuleRegistry {
  const places = readRegistryPlaces(options.places)
  const { signal = new AbortController().signal } = options
  // Caches the recently used modules, since each compile that imports them asks again.
  const unpacked = new Map<string, ModuleSources>()
  const underWay = new Map<string, Promise<Result<Buffer, Problem>>>()

  function wantedOf({ path, version }: ModuleVersion): Result<Wanted, Problem> {
    if (!places.ok)
      return err(
        problem('unsupported', say`CUE_REGISTRY cannot be read: ${places.error}`, { fix: say`Correct CUE_REGISTRY` }),
      )
    if (!/^[a-z0-9.-]+(?:\/[\w.~-]+)*$/i.test(path) || path.split('/').some((part) => /^\.+$/.test(part)))
      return err(problem('invalid-document', say`${path} is not the path of a module`))
    if (!/^v\d+\.\d+\.\d+[\w.+-]*$/.test(version))
      return err(problem('invalid-document', say`"${version}" is no version`, { fix: say`Write one such as v1.2.3` }))
    const place = places.value(path)
    return place === undefined
      ? err(problem('unsupported', say`CUE_REGISTRY names no registry for ${path}`))
      : ok({ path, version, place })
  }

  /** Reads a manifest or layer from the cache or the registry. */
  async function bytesOf(
    wanted: Wanted,
    path: string,
    file: string,
    digest?: string,
  ): Promise<Result<Buffer, Problem>> {
    const kept = await readFile(file).catch(() => undefined)
    if (kept !== undefined && (digest === undefined || digestOf(kept) === digest)) return ok(kept)
    const running = underWay.get(file)
    if (running !== undefined) return running
    const fresh = download(wanted, path, file, digest).finally(() => underWay.delete(file))
    underWay.set(file, fresh)
    return fresh
  }

  async function download(
    wanted: Wanted,
    path: string,
    file: string,
    digest: string | undefined,
  ): Promise<Result<Buffer, Problem>> {
    const registry = openRegistry({ registry: wanted.place.host, ...wanted.place }, { signal })
    const answer = await registry(path, digest === undefined ? { accept: manifestType } : {})
    if (!answer.ok) return err(registryProblem(wanted, answer.error))
    const { bytes } = answer.value
    if (digest !== undefined && digestOf(bytes) !== digest) return err(damaged(wanted))
    if (digest === undefined && parseJson(bytes.toString(), manifestSchema) === undefined) return err(notCue(wanted))
    await mkdir(dirname(file), { recursive: true })
    const whole = `${file}.${randomUUID()}`
    await writeFile(whole, bytes)
    await rename(whole, file)
    return ok(bytes)
  }

  async function layerOf(version: ModuleVersion, mediaType: string): Promise<Result<Buffer, Problem>> {
    const wanted = wantedOf(version)
    if (!wanted.ok) return wanted
    const { place } = wanted.value
    const name = createHash('sha256').update(`${place.host}/${place.repository}@${version.version}`).digest('hex')
    const manifests = join(options.directory, 'registry', 'versions', name)
    const bytes = await bytesOf(wanted.value, `manifests/${version.version.replaceAll('+', '_')}`, manifests)
    if (!bytes.ok) return bytes
    const layer = parseJson(bytes.value.toString(), manifestSchema)?.layers.find((one) => one.mediaType === mediaType)
    if (layer === undefined) return err(notCue(wanted.value))
    const { digest } = layer
    const blobs = join(options.directory, 'registry', 'blobs', digest.slice('sha256:'.length))
    return bytesOf(wanted.value, `blobs/${digest}`, blobs, digest)
  }

  return {
    async moduleFile(version) {
      const bytes = await layerOf(version, 'application/vnd.cue.modulefile.v1')
      return bytes.ok ? ok(bytes.value.toString()) : bytes
    },
    async files(version) {
      const key = `${version.path}@${version.version}`
      const known = unpacked.get(key)
      if (known !== undefined) return ok(known)
      const bytes = await layerOf(version, 'application/zip')
      if (!bytes.ok) return bytes
      const files = readZip(bytes.value, (name) => /\.(cue|md)$/.test(name) && !name.split('/').includes('..'), largest)
      if (files === undefined) return err(damaged(version))
      const sources = {
        digest: digestOf(bytes.value),
        files: Object.fromEntries(files),
      }
      if (unpacked.size === mostUnpacked) unpacked.delete(unpacked.keys().next().value ?? '')
      unpacked.set(key, sources)
      return ok(sources)
    },
  }
}

function damaged({ path, version }: ModuleVersion): Problem {
  return problem('unsupported', say`The registry sends something else than the files of ${path}@${version}`)
}

function notCue({ path, version }: ModuleVersion): Problem {
  return problem('unsupported', say`${path}@${version} is not a CUE module in the registry`)
}

function registryProblem({ path, version, place }: Wanted, detail: string): Problem {
  const { host } = place
  const status = statusIn(detail)
  if (status === 401 || status === 403)
    return problem('credential-needed', say`The registry ${host} wants a login for ${path}@${version}`, {
      fix: say`Bring ${path} below cue.mod/pkg, or name it under modules`,
    })
  if (status === 404)
    return problem('not-found', say`The registry ${host} has no ${path}@${version}`, {
      fix: say`Check the path and the version, and CUE_REGISTRY`,
    })
  return problem(
    'unreachable',
    status === undefined
      ? say`The registry ${host} cannot be reached for ${path}@${version}`
      : say`The registry ${host} answered ${status} for ${path}@${version}`,
    { fix: say`Check CUE_REGISTRY, the network and the proxy, or bring ${path} below cue.mod/pkg`, detail },
  )
}
