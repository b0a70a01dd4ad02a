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
import type { Environment } from '#domain/project.ts'
import { tellStep } from '#parts/step-toast.ts'
import { useTyped } from '#parts/use-typed.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { NumberField } from '#ui/fields/number-field.tsx'
import { Select } from '#ui/fields/select.tsx'
import { Checkbox } from '#ui/fields/switch.tsx'
import { TextField } from '#ui/fields/text-field.tsx'
import { parametersMessages } from '../messages.ts'
import { scopeWords } from '../scope-words.ts'
import { useValues } from '../values-context.ts'
import { isGoodName, NameFields, nameOf, namesSchema } from './name-fields.tsx'
import { ResourceDialog } from './resource-dialog.tsx'
import { putDocuments, saveResource } from './resource-edits.ts'
import {
  areComplete,
  cleanTargets,
  type TargetDraft,
  targetDraftSchema,
  TargetFields,
  withNamespace,
} from './target-fields.tsx'
import './setup-fields.css'

interface EnvironmentDialogProps {
  readonly environment?: Environment | undefined
  readonly onClose: () => void
  readonly onCreated?: (name: string) => void
}

/** Creates or edits an environment with its targets. A copy of another one only asks for what must differ. */
export function EnvironmentDialog({ environment, onClose, onCreated }: EnvironmentDialogProps) {
  const t = useMessages(parametersMessages)
  const { project, world, bindings, editor, apply, secretKeys, show, reference } = useValues()
  const form = `environment/${environment?.name ?? ''}`
  const [names, setNames] = useTyped(`${form} names`, namesSchema, {
    displayName: environment?.displayName ?? '',
    name: environment?.name ?? '',
    description: environment?.description ?? '',
  })
  const [typedTargets, setTargets] = useTyped<readonly TargetDraft[]>(
    `${form} targets`,
    z.array(targetDraftSchema),
    () => environment?.provisioningTargets.map((target) => ({ ...target })) ?? [{ kind: 'local' }],
  )
  // Copying an environment without Deployments would bring nothing.
  const [from, setFrom] = useTyped(`${form} from`, z.string(), () =>
    environment === undefined && onCreated === undefined && isDeployedTo(world, reference) ? reference : '',
  )
  const [applications, setApplications] = useTyped(`${form} applications`, z.array(z.string()), () =>
    world.applications.map(({ name }) => name),
  )
  const last = Math.max(0, ...world.environments.map((one) => one.order))
  const [place, setPlace] = useTyped(`${form} place`, z.number().optional(), environment?.order)
  const [answers, setAnswers] = useTyped<Readonly<Record<string, string>>>(
    `${form} answers`,
    z.record(z.string(), z.string()),
    {},
  )
  const name = environment?.name ?? nameOf(names)
  const taken = world.environments.map((one) => one.name)
  const isCopy = environment === undefined && from !== ''
  const targets = withNamespace(typedTargets, name === '' ? '' : `${project}-${name}`)
  const behind = useMemo(() => placeBehind(world.environments, from), [world.environments, from])
  const order = place ?? (isCopy ? behind.order : last + 1)
  const copy = useMemo(
    (): EnvironmentCopy => ({
      from,
      name,
      displayName: names.displayName,
      description: names.description,
      order,
      applications,
    }),
    [from, name, names.displayName, names.description, order, applications],
  )
  const differ = useMemo(
    () => (isCopy ? whatMustDiffer(world, bindings, new Set(secretKeys(name)), copy) : []),
    [isCopy, world, bindings, secretKeys, name, copy],
  )
  const answerOf = (entry: MustDiffer): string => answers[keyOf(entry)] ?? entry.proposal
  const { serviceOf, prepare, addressOf } = useServiceAddresses(copy, differ)
  const isNamed = environment !== undefined || isGoodName(name, taken)
  const fault = !isNamed
    ? t('nameNeeded')
    : names.displayName.trim() === ''
      ? t('displayNameNeeded')
      : !isCopy && !areComplete(targets)
        ? t('targetsIncomplete')
        : undefined

  function saveFields(): boolean {
    const fields = {
      name,
      displayName: names.displayName.trim(),
      description: names.description.trim(),
      order,
      provisioningTargets: cleanTargets(targets),
    }
    const edit = saveResource(editor.store.getState(), documentId('environment', name), fields)
    const done = apply(t('stepSave', { name }), edit)
    if (done) onCreated?.(name)
    return done
  }
  function saveCopy(): boolean {
    const state = editor.store.getState()
    const documents = copiedEnvironment(
      world,
      copy,
      differ,
      differ.map((entry) => answerOf(entry) || addressOf(entry)),
    )
    // With a place set by hand, the others stay where they are.
    const moved = place === undefined ? [...behind.moved] : []
    const done = apply(
      t('stepCopyEnvironment', { from, name }),
      inOrder(
        putDocuments(documents),
        ...moved.map(([one, to]) => saveResource(state, documentId('environment', one), { order: to })),
      ),
    )
    if (!done) return false
    tellStep(editor, t('environmentCopied', { name, from }))
    // Opens the form of the first Deployment with a value left to fill in.
    const unfilled = differ.flatMap((entry) =>
      entry.scope !== 'targets' &&
      entry.scope.kind === 'deployment' &&
      answerOf(entry) === '' &&
      addressOf(entry) === ''
        ? [entry.scope.application]
        : [],
    )
    const application = unfilled[0] ?? applications.find((one) => isDeployedTo(world, from, one))
    if (application === undefined) return true
    show({ view: 'form', dialog: undefined, scope: `${application}/${name}`, parameter: undefined })
    return false
  }

  return (
    <ResourceDialog
      title={environment === undefined ? t('newEnvironment') : t('editEnvironment', { name })}
      id={environment === undefined ? undefined : documentId('environment', name)}
      fault={fault}
      size={isCopy ? 'wide' : 'normal'}
      prepare={prepare}
      onSave={isCopy ? saveCopy : saveFields}
      onClose={onClose}
    >
      <NameFields names={names} onChange={setNames} taken={taken} isKnown={environment !== undefined} />
      <div className="lw-values-pairs">
        {environment === undefined && onCreated === undefined ? (
          <Select
            label={t('startFrom')}
            help={t('startFromHelp')}
            choices={[
              { id: nothing, title: t('empty') },
              ...taken.map((one) => ({ id: one, title: t('copyOf', { name: one }) })),
            ]}
            value={from === '' ? nothing : from}
            onChange={(id) => setFrom(id === nothing ? '' : id)}
          />
        ) : null}
        <NumberField label={t('boardOrder')} help={t('boardOrderHelp')} value={order} onChange={setPlace} minimum={0} />
      </div>
      {isCopy ? (
        <>
          <ApplicationChoice all={world.applications} chosen={applications} onChange={setApplications} />
          <MustDifferList
            entries={differ}
            answerOf={answerOf}
            serviceOf={serviceOf}
            onAnswer={(entry, value) => setAnswers({ ...answers, [keyOf(entry)]: value })}
          />
        </>
      ) : (
        <TargetFields targets={targets} onChange={setTargets} />
      )}
    </ResourceDialog>
  )
}

interface ApplicationChoiceProps {
  readonly all: World['applications']
  readonly chosen: readonly string[]
  readonly onChange: (chosen: string[]) => void
}

/** The applications whose Deployments are copied. */
function ApplicationChoice({ all, chosen, onChange }: ApplicationChoiceProps) {
  const t = useMessages(parametersMessages)
  if (all.length === 0) return null
  return (
    <fieldset className="lw-values-fieldset">
      <legend>{t('withApplications')}</legend>
      <div className="lw-values-pairs">
        {all.map(({ name, displayName }) => (
          <Checkbox
            key={name}
            isSelected={chosen.includes(name)}
            onChange={(isOn) => onChange(isOn ? [...chosen, name] : chosen.filter((other) => other !== name))}
          >
            {displayName}
          </Checkbox>
        ))}
      </div>
    </fieldset>
  )
}

function isDeployedTo(world: World, environment: string, application?: string): boolean {
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

const nothing = '-'
const mostProposed = 6

/**
 * Equal values are asked for once. The key leaves out the new environment's name, so that answers outlive editing it.
 */
function keyOf({ scope, name, value, reason }: MustDiffer): string {
  return JSON.stringify([scope === 'targets' ? scope : scope.kind, name, value, reason])
}

interface MustDifferListProps {
  readonly entries: readonly MustDiffer[]
  readonly answerOf: (entry: MustDiffer) => string
  /** The Service whose address is used if the answer is empty. */
  readonly serviceOf: (entry: MustDiffer) => string | undefined
  readonly onAnswer: (entry: MustDiffer, value: string) => void
}

/** A question with the places that its answer is for. */
type Question = readonly [string, readonly MustDiffer[]]

function applicationOf({ scope }: MustDiffer): readonly string[] {
  return scope === 'targets' || scope.kind !== 'deployment' ? [] : [scope.application]
}

function MustDifferList({ entries, answerOf, serviceOf, onAnswer }: MustDifferListProps) {
  const t = useMessages(parametersMessages)
  const reasons = {
    'names-environment': t('differsNames'),
    address: t('differsAddress'),
    target: t('differsTarget'),
    secret: t('differsSecret'),
  } as const
  function fields(those: readonly Question[]) {
    return (
      <div className="lw-values-pairs">
        {those.map(([key, [entry, ...others]]) => {
          if (entry === undefined) return null
          const { scope, name, value, reason } = entry
          const service = serviceOf(entry)
          const why = service === undefined ? reasons[reason] : t('differsService', { service })
          // The new environment's name would be the same everywhere, and is empty at first.
          const place =
            scope === 'targets'
              ? t('targets')
              : scope.kind === 'deployment'
                ? [entry, ...others].flatMap((one) => applicationOf(one)).join(', ')
                : scopeWords(t, scope)
          return (
            <TextField
              key={key}
              label={t('valueIn', { name: scope === 'targets' ? (name.split('.')[1] ?? name) : name, place })}
              help={`${t('wasValue', { value })} ${why}`}
              value={answerOf(entry)}
              onChange={(next) => onAnswer(entry, next)}
              mono
            />
          )
        })}
      </div>
    )
  }
  const questions = [...Map.groupBy(entries, keyOf)]
  const isProposed = ([, [entry]]: Question): boolean => entry?.reason === 'names-environment'
  const proposed = questions.filter(isProposed)
  // Many proposed answers are folded away, so that the open questions stand out.
  const isFolded = proposed.length > mostProposed
  return (
    <fieldset className="lw-values-fieldset">
      <legend>{t('mustDiffer', { count: questions.length })}</legend>
      {entries.length === 0 ? <p className="lw-muted">{t('nothingDiffers')}</p> : null}
      {fields(isFolded ? questions.filter((one) => !isProposed(one)) : questions)}
      {isFolded ? (
        <details>
          <summary>{t('renamedValues', { count: proposed.length })}</summary>
          {fields(proposed)}
        </details>
      ) : null}
    </fieldset>
  )
}
