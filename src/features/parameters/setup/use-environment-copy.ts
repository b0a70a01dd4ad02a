import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { z } from 'zod'
import { inOrder } from '#client/change-set/editor.ts'
import { usePlatform } from '#client/platform.ts'
import { serviceAddressesOptions } from '#client/queries/service-addresses.ts'
import { documentId } from '#domain/documents.ts'
import type { World } from '#domain/line/world.ts'
import {
  copiedEnvironment,
  type EnvironmentCopy,
  type MustDiffer,
  placeBehind,
  whatMustDiffer,
} from '#domain/parameters/copy-environment.ts'
import { inOtherEnvironment, serviceBehind } from '#domain/parameters/service-addresses.ts'
import { tellStep } from '#parts/step-toast.ts'
import { useTyped } from '#parts/use-typed.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { parametersMessages } from '../messages.ts'
import { useValues } from '../values-context.ts'
import { putDocuments, saveResource } from './resource-edits.ts'

interface CopyOptions {
  /** The form whose fields are kept while somebody types. */
  readonly form: string
  /** The environment to copy; empty if none is copied. */
  readonly from: string
  readonly name: string
  readonly displayName: string
  readonly description: string
  /** The place on the board, if one was set by hand. */
  readonly place: number | undefined
}

/** The copy of an environment that is being filled in. */
export interface EnvironmentCopying {
  /** Its place on the board. */
  readonly order: number
  readonly applications: readonly string[]
  readonly setApplications: (names: readonly string[]) => void
  readonly differ: readonly MustDiffer[]
  readonly answerOf: (entry: MustDiffer) => string
  readonly setAnswer: (entry: MustDiffer, value: string) => void
  /** The Service whose address is used if the answer is empty. */
  readonly serviceOf: (entry: MustDiffer) => string | undefined
  /** Fetches what saving needs; undefined if that is nothing. */
  readonly prepare: (() => Promise<void>) | undefined
  /** Puts the copy into the draft; answers whether the dialog is done, which it is not if the page goes elsewhere. */
  readonly save: () => boolean
}

export function useEnvironmentCopy({
  form,
  from,
  name,
  displayName,
  description,
  place,
}: CopyOptions): EnvironmentCopying {
  const t = useMessages(parametersMessages)
  const { world, bindings, editor, apply, secretKeys, show } = useValues()
  const [applications, setApplications] = useTyped<readonly string[]>(`${form} applications`, z.array(z.string()), () =>
    world.applications.map((one) => one.name),
  )
  const [answers, setAnswers] = useTyped<Readonly<Record<string, string>>>(
    `${form} answers`,
    z.record(z.string(), z.string()),
    {},
  )
  const behind = useMemo(() => placeBehind(world.environments, from), [world.environments, from])
  const order = place ?? behind.order
  const copy = useMemo(
    (): EnvironmentCopy => ({ from, name, displayName, description, order, applications }),
    [from, name, displayName, description, order, applications],
  )
  const differ = useMemo(
    () => (from === '' ? [] : whatMustDiffer(world, bindings, new Set(secretKeys(name)), copy)),
    [from, world, bindings, secretKeys, name, copy],
  )
  const answerOf = (entry: MustDiffer): string => answers[answerKey(entry)] ?? entry.proposal
  const { serviceOf, prepare, addressOf } = useServiceAddresses(copy, differ)

  function save(): boolean {
    const state = editor.store.getState()
    const values = differ.map((entry) => answerOf(entry) || addressOf(entry))
    // With a place set by hand, the others stay where they are.
    const moved = place === undefined ? [...behind.moved] : []
    const done = apply(
      t('stepCopyEnvironment', { from, name }),
      inOrder(
        putDocuments(copiedEnvironment(world, copy, differ, values)),
        ...moved.map(([one, to]) => saveResource(state, documentId('environment', one), { order: to })),
      ),
    )
    if (!done) return false
    tellStep(editor, t('environmentCopied', { name, from }))
    // Opens the form of the first Deployment with a value left to fill in.
    const unfilled = differ.filter((_, index) => values[index] === '').flatMap(applicationOf)
    const application = unfilled[0] ?? applications.find((one) => isDeployedTo(world, from, one))
    if (application === undefined) return true
    show({ view: 'form', dialog: undefined, scope: `${application}/${name}`, parameter: undefined })
    return false
  }

  return {
    order,
    applications,
    setApplications,
    differ,
    answerOf,
    setAnswer: (entry, value) => setAnswers({ ...answers, [answerKey(entry)]: value }),
    serviceOf,
    prepare,
    save,
  }
}

export function isDeployedTo(world: World, environment: string, application?: string): boolean {
  return world.deployments.some(
    (one) => one.environment === environment && (application ?? one.application) === one.application,
  )
}

/**
 * Addresses of Services that Deployments of the copied environment use. The copy gets addresses of its own, which the
 * local target assigns on creation.
 */
function useServiceAddresses(copy: EnvironmentCopy, differ: readonly MustDiffer[]) {
  const { project, world } = useValues()
  const { client } = usePlatform()
  const cache = useQueryClient()
  const addresses = differ.filter(({ reason }) => reason === 'address')
  const isLocal = world.environments.some(
    ({ name, provisioningTargets }) => name === copy.from && provisioningTargets.some(({ kind }) => kind === 'local'),
  )
  // Services have the names of their applications.
  const services = world.deployments.flatMap(({ environment, application }) =>
    environment === copy.from && copy.applications.includes(application) ? [application] : [],
  )
  const known = serviceAddressesOptions(client, project, copy.from, services)
  const from = useQuery({ ...known, enabled: isLocal && addresses.length > 0 }).data ?? {}
  const serviceOf = ({ reason, value }: MustDiffer): string | undefined =>
    reason === 'address' ? serviceBehind(value, from) : undefined
  const needed = [...new Set(addresses.flatMap((entry) => serviceOf(entry) ?? []))]
  const wanted = serviceAddressesOptions(client, project, copy.name, needed)
  return {
    serviceOf,
    prepare: needed.length === 0 ? undefined : async () => void (await cache.fetchQuery(wanted)),
    addressOf: ({ reason, value }: MustDiffer): string =>
      (reason === 'address' && inOtherEnvironment(value, from, cache.getQueryData(wanted.queryKey) ?? {})) || '',
  }
}

/** The application whose Deployment has the value; none if it is a target's or the environment's. */
export function applicationOf({ scope }: MustDiffer): readonly string[] {
  return scope === 'targets' || scope.kind !== 'deployment' ? [] : [scope.application]
}

/**
 * Equal values are asked for once. The key leaves out the new environment's name, so that answers outlive editing it.
 */
export function answerKey({ scope, name, value, reason }: MustDiffer): string {
  return JSON.stringify([scope === 'targets' ? scope : scope.kind, name, value, reason])
}
