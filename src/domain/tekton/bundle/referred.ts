import { z } from 'zod'
import { canonicalJson } from '#domain/manifests/canonical-json.ts'
import { sha256 } from '#domain/manifests/sha256.ts'
import { err, ok, type Result } from '#domain/result.ts'
import { nameOf } from '../values/lookups.ts'
import { paramSchema, type Param, type ParamSpec, type ParamValue } from '../values/params.ts'
import { selectFrom, substituteValue, type Lookup } from '../values/substitute.ts'
import { readObjects } from './documents.ts'
import { textParams } from './text-params.ts'

/** A reference for a resolver, with its parameters' values at the start of the run. */
export interface RemoteReference {
  readonly kind: string
  readonly resolver: string
  readonly params: Readonly<Record<string, ParamValue>>
}

/** Source of an object, as in Tekton's `status.provenance.refSource`. */
export interface RefSource {
  readonly uri: string
  /** By algorithm: the commit of a repository (`sha1`), or the hash of the bytes (`sha256`). */
  readonly digest: Readonly<Record<string, string>>
  readonly entryPoint?: string
}

/** The text that a resolver found. */
export interface RemoteText {
  readonly text: string
  readonly source: RefSource
}

/** The answers of resolvers to the references of a run. */
export interface RemoteTexts {
  readonly lookUp: (reference: RemoteReference) => Result<RemoteText, string>
  /** Parameters of the run from outside the file. */
  readonly params: ReadonlyMap<string, string>
}

/** Why a reference cannot be resolved. */
export interface Refused {
  readonly message: string
  /** Path relative to the reference. */
  readonly field: string
}

/** The target of a reference. */
export interface Found<T> {
  readonly name: string
  readonly object: T
  /** Undefined if it was referenced by name. */
  readonly source?: RefSource
}

/** An embedded spec, in the same form as the target of a reference. */
export function embedded<S>(spec: S): Result<Found<{ readonly spec: S }>, never> {
  return ok({ name: '', object: { spec } })
}

/** A kind of object that can be referred to. */
export interface ReferredKind<T> {
  readonly kind: 'Task' | 'Pipeline' | 'StepAction'
  /** Objects of the file, by name. */
  readonly known: ReadonlyMap<string, T>
  readonly schema: z.ZodType<T>
  readonly toV1: (object: T) => T
}

const refSchema = z.looseObject({
  name: z.string().optional(),
  resolver: z.string().optional(),
  params: z.array(paramSchema).optional(),
})

/** What resolving references needs. */
export interface Surroundings {
  /** Values that a reference's parameters may use. */
  readonly lookup: Lookup
  readonly remote: RemoteTexts | undefined
}

/** Finds the target of a reference: an object of the file, by name or with the resolver `cluster`, or what another resolver finds. */
export function findReferred<T extends { readonly spec: unknown }>(
  written: Readonly<Record<string, unknown>>,
  of: ReferredKind<T>,
  { lookup, remote }: Surroundings,
): Result<Found<T>, Refused> {
  const ref = refSchema.parse(written)
  if (ref.resolver === undefined) return inFile(ref.name ?? '', of, '.name')
  const params = Object.fromEntries(
    (ref.params ?? []).map(({ name, value }) => [name, substituteValue(value, lookup)] as const),
  )
  const open = Object.entries(params).find(([, value]) => JSON.stringify(value).includes('$('))
  if (open !== undefined)
    return err({ message: `"${open[0]}" of the reference is not known before the run starts`, field: '.params' })
  if (ref.resolver === 'cluster') return inCluster(params, of)
  const reference = { kind: of.kind, resolver: ref.resolver, params }
  const found = remote?.lookUp(reference) ?? err(`The resolver "${ref.resolver}" is not supported here`)
  if (!found.ok) return err({ message: found.error, field: '.resolver' })
  const read = readReferred(found.value, of)
  return read.ok ? ok({ ...read.value, source: found.value.source }) : err({ message: read.error, field: '.params' })
}

function inFile<T>(name: string, { kind, known }: ReferredKind<T>, field: string): Result<Found<T>, Refused> {
  const object = known.get(name)
  return object === undefined
    ? err({ message: `There is no ${kind} "${name}" in the file`, field })
    : ok({ name, object })
}

/** Objects of the cluster are looked up in the file. */
function inCluster<T extends { readonly spec: unknown }>(
  params: Readonly<Record<string, ParamValue>>,
  of: ReferredKind<T>,
): Result<Found<T>, Refused> {
  const { name, kind = 'task', namespace = 'default' } = params
  if (typeof name !== 'string')
    return err({ message: 'The resolver "cluster" needs the parameter "name"', field: '.params' })
  if (typeof kind !== 'string' || kind.toLowerCase().replace(/^clustertask$/, 'task') !== of.kind.toLowerCase())
    return err({ message: `A ${of.kind} is needed here, no ${String(kind)}`, field: '.params' })
  const found = inFile(name, of, '.params')
  if (!found.ok) return found
  const source = {
    uri: `/apis/tekton.dev/v1/namespaces/${String(namespace)}/${of.kind.toLowerCase()}/${name}`,
    digest: { sha256: sha256(canonicalJson(found.value.object.spec)) },
  }
  return ok({ ...found.value, source })
}

function readReferred<T>({ text, source }: RemoteText, of: ReferredKind<T>): Result<Found<T>, string> {
  const objects = readObjects(text, source.uri)
  if (!objects.ok) return err(`What was found at ${source.uri} cannot be read: ${objects.error.message}`)
  const found = objects.value.find(({ kind }) => kind === of.kind)
  if (found === undefined || !found.apiVersion.startsWith('tekton.dev/'))
    return err(`There is no ${of.kind} at ${source.uri}`)
  const parsed = of.schema.safeParse(textParams(found.value))
  if (parsed.success) return ok({ name: found.name, object: of.toV1(parsed.data) })
  const [issue] = parsed.error.issues
  return err(`The ${of.kind} at ${source.uri}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`)
}

/** Parameters from the command, not from the file. */
export function paramsOutside(remote: RemoteTexts | undefined): readonly Param[] {
  return [...(remote?.params ?? [])].map(([name, value]) => ({ name, value }))
}

/** Parameters known before a run starts: the given ones (the last one, if a name repeats), else defaults. */
export function lookupKnown(declared: readonly ParamSpec[], given: readonly Param[]): Lookup {
  const values = new Map<string, ParamValue>([
    ...declared.flatMap(({ name, default: value }) => (value === undefined ? [] : [[name, value] as const])),
    ...given.map(({ name, value }) => [name, value] as const),
  ])
  return ({ scope, segments: [first, ...rest] }) => {
    const value = scope === 'params' && first !== undefined ? values.get(nameOf(first) ?? '') : undefined
    return value === undefined ? undefined : selectFrom(value, rest)
  }
}
